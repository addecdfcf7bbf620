package org.pillarbox.actions.mime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which parts of a message are what its sender wrote, as against what was attached. */
final class Bodies {
  private static final Set<String> TEXTS = Set.of("text/plain", "text/html");

  private Bodies() {}

  /** Every form of the text: more than one where there are alternatives (RFC 2046, 5.1.4). */
  static List<Entity> of(Entity entity) {
    if (!entity.isMultipart()) {
      boolean body = TEXTS.contains(entity.type()) && !entity.isAttachment();
      return body ? List.of(entity) : List.of();
    }
    return switch (entity.type()) {
      case "multipart/alternative" ->
          entity.parts().stream().map(Bodies::of).flatMap(List::stream).toList();
      case "multipart/related" -> root(entity).map(Bodies::of).orElse(List.of());
      default ->
          entity.parts().stream()
              .map(Bodies::of)
              .filter(found -> !found.isEmpty())
              .findFirst()
              .orElse(List.of());
    };
  }

  /** RFC 2387: the part that "start" names, else the first. */
  private static Optional<Entity> root(Entity related) {
    Optional<String> start = related.typeParameter("start");
    return related.parts().stream()
        .filter(
            part ->
                start.isPresent()
                    && part.header()
                        .first("Content-ID")
                        .filter(id -> id.body().equals(start.get()))
                        .isPresent())
        .findFirst()
        .or(() -> related.parts().stream().findFirst());
  }
}
