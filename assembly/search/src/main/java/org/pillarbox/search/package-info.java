/** The message index on OpenSearch, a cache that can be thrown away and rebuilt. */
package org.pillarbox.search;
