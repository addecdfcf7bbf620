/**
 * James on Cassandra: session, schema, mailboxes, users, blobs, mail repositories, dead letters.
 */
package org.pillarbox.storage;
