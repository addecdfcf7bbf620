package org.pillarbox.storage.schema;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.Set;

/**
 * What to do with a keyspace at start: which elements to create. Or nothing at all, with a {@link
 * SchemaException}, where creating could hide a loss.
 *
 * <ul>
 *   <li>Nothing recorded, no version, no data: a first start, or one that was cut short. Completing
 *       it loses nothing.
 *   <li>Our version, everything recorded is there: an element of a new capability is created.
 *   <li>Something that was complete is gone: an empty table in its place would look like a mail
 *       store without that mail. Refused.
 *   <li>Data but no version, or another version: James would silently read the tables of an old
 *       layout. Refused.
 * </ul>
 *
 * @param toCreate names of tables and types
 */
record SchemaDecision(Set<String> toCreate) {
  SchemaDecision {
    toCreate = Set.copyOf(toCreate);
  }

  static SchemaDecision of(SchemaFacts found, Set<String> expected, int supportedVersion) {
    found
        .version()
        .filter(version -> version != supportedVersion)
        .ifPresent(version -> refuseVersion(found, version, supportedVersion));
    Set<String> missing = Sets.difference(expected, found.elements());
    Set<String> lost = Sets.intersection(missing, found.recorded());
    if (!lost.isEmpty()) {
      throw new SchemaException(
          "Keyspace %s was complete and has lost %s. Restore it from a backup; nothing was changed."
              .formatted(found.keyspace(), sorted(lost)));
    }
    if (found.version().isEmpty() && (found.holdsData() || !found.recorded().isEmpty())) {
      throw new SchemaException(
          "Keyspace %s holds data but no schema version (expected %d). Restore table schemaversion from a backup; nothing was changed."
              .formatted(found.keyspace(), supportedVersion));
    }
    if (found.version().isPresent()
        && found.recorded().isEmpty()
        && !missing.isEmpty()
        && found.holdsData()) {
      throw new SchemaException(
          "Keyspace %s says version %d but lacks %s, and no start of ours made it. Restore it from a backup; nothing was changed."
              .formatted(found.keyspace(), supportedVersion, sorted(missing)));
    }
    return new SchemaDecision(missing);
  }

  private static void refuseVersion(SchemaFacts found, int version, int supportedVersion) {
    throw new SchemaException(
        "Keyspace %s has schema version %d, this release works with version %d only. Start the release that wrote it; nothing was changed."
            .formatted(found.keyspace(), version, supportedVersion));
  }

  private static Set<String> sorted(Set<String> names) {
    return ImmutableSortedSet.copyOf(names);
  }
}
