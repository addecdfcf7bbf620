/** Bounds in front of James' IMAP parser. */
package org.pillarbox.protection.imap;
