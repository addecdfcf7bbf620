package org.pillarbox.conditions.content;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was found out about an attachment, or about a file inside one.
 *
 * @param names all names that it is given, the likeliest first; empty if it has none
 * @param declaredType the media type that its part declares, in lower case; empty inside archives
 * @param type what it is by its content; {@link FileType#UNKNOWN} if that is no known type, or if
 *     {@code gaps} says that it could not be looked at
 * @param size bytes, decoded; -1 if not known
 * @param encrypted whether it, or a file directly inside it, needs a password
 * @param macros whether it holds macros that an office program would run
 * @param gaps why it, apart from its contents, could not be looked into as a whole; empty if it
 *     could
 * @param contents the files directly inside it
 */
public record InspectedFile(
    List<String> names,
    String declaredType,
    FileType type,
    long size,
    boolean encrypted,
    boolean macros,
    List<String> gaps,
    List<InspectedFile> contents) {
  public InspectedFile {
    names = List.copyOf(names);
    gaps = List.copyOf(gaps);
    contents = List.copyOf(contents);
  }

  /** The likeliest name, or the empty text. */
  public String name() {
    return names.isEmpty() ? "" : names.get(0);
  }

  /** This file and all files inside it. As deep as {@link InspectionBounds#archiveDepth()}. */
  public Stream<InspectedFile> all() {
    return Stream.concat(Stream.of(this), contents.stream().flatMap(InspectedFile::all));
  }

  /** Whether all that it holds could be looked at. */
  public boolean inspectable() {
    return all().allMatch(file -> file.gaps.isEmpty());
  }
}
