/** Message bodies and attachments on Cassandra. */
package org.pillarbox.storage.blob;
