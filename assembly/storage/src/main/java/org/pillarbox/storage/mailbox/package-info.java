/** Mailboxes, messages and quotas on Cassandra. */
package org.pillarbox.storage.mailbox;
