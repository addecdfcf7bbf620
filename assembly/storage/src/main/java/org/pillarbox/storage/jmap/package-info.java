/** What JMAP keeps, on Cassandra. */
package org.pillarbox.storage.jmap;
