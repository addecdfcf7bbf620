package org.pillarbox.rules.facts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One attachment, or one file inside an archive.
 *
 * @param name file name, decoded, without folders; empty if it has none
 * @param declaredType media type that the message claims, lower case
 * @param realType media type by its content, lower case; unknown if nothing recognises it
 * @param size bytes after decoding
 * @param encrypted whether a password is needed to look into it (archive or document)
 * @param macros whether it has macros (office documents)
 * @param inspectable whether all of it could be looked into; false if encrypted, damaged, too deep
 *     or too large
 * @param inside files inside, if it is an archive; complete only if inspectable
 */
public record Attachment(
    String name,
    String declaredType,
    Fact<String> realType,
    long size,
    Fact<Boolean> encrypted,
    Fact<Boolean> macros,
    Fact<Boolean> inspectable,
    List<Attachment> inside) {
  public Attachment {
    inside = List.copyOf(inside);
  }

  /** A plain file that holds nothing suspicious. */
  public static Attachment of(String name, String type, long size) {
    return new Attachment(
        name, type, Fact.of(type), size, Fact.of(false), Fact.of(false), Fact.of(true), List.of());
  }

  /** What stands after the last dot of the name, lower case; empty without a dot. */
  public String extension() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
  }

  /** This and everything inside, outermost first. */
  public Stream<Attachment> andInside() {
    return Stream.concat(Stream.of(this), inside.stream().flatMap(Attachment::andInside));
  }
}
