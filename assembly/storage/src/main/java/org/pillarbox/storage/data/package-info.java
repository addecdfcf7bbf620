/** Users, domains, addresses, Sieve, vacation, JMAP data and mail repositories on Cassandra. */
package org.pillarbox.storage.data;
