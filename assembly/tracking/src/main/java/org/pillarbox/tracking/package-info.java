/** What happened to each message, recipient by recipient. */
package org.pillarbox.tracking;
