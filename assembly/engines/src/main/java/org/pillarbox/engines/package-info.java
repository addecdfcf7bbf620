/** Starts, watches and stops the embedded engines: Cassandra and OpenSearch as child processes. */
package org.pillarbox.engines;
