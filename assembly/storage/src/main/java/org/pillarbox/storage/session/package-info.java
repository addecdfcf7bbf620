/** The connection to Cassandra. */
package org.pillarbox.storage.session;
