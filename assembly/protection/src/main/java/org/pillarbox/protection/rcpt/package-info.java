/** Which local addresses exist, where they lead, and whether there is room. */
package org.pillarbox.protection.rcpt;
