package org.pillarbox.storage.schema;

import java.util.Optional;
import java.util.Set;

/**
 * What was found in the keyspace before anything was changed.
 *
 * @param keyspace its name, for messages
 * @param elements names of the tables and types that exist
 * @param version the schema version that James recorded; empty before the first start came to its
 *     end
 * @param recorded names of the tables and types that an earlier start of ours saw complete
 * @param holdsData whether users, domains or mailboxes exist
 */
record SchemaFacts(
    String keyspace,
    Set<String> elements,
    Optional<Integer> version,
    Set<String> recorded,
    boolean holdsData) {
  SchemaFacts {
    elements = Set.copyOf(elements);
    recorded = Set.copyOf(recorded);
  }
}
