/** POP3 that takes no password before TLS. */
package org.pillarbox.protection.pop3;
