/** What tests of stores in Cassandra share. */
package org.pillarbox.storage.testing;
