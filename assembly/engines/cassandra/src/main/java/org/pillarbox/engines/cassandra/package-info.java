/** The Cassandra process as Pillarbox runs it: its main class and its control socket. */
package org.pillarbox.engines.cassandra;
