/** The one question that every way in asks: may this recipient, may this message come in? */
package org.pillarbox.protection.admission;
