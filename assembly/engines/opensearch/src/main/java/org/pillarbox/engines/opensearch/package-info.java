/** The OpenSearch process as Pillarbox runs it: its main class. */
package org.pillarbox.engines.opensearch;
