package org.pillarbox.rulebook.gathering;

import java.io.IOException;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.rules.AttachmentTypes;
import org.pillarbox.conditions.content.FileTypes;
import org.pillarbox.conditions.content.InspectionBounds;

/**
 * Actions see a file as conditions do: a rule that strips what a condition found must find it too.
 */
public final class InspectedTypes implements AttachmentTypes {
  private final InspectionBounds bounds;

  @Inject
  public InspectedTypes(InspectionBounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public OfMessage message(long bytes) {
    FileTypes types = FileTypes.ofMessage(bytes, bounds);
    return content -> {
      try {
        return types.of(content).map(Set::of).orElse(Set.of());
      } catch (IOException e) {
        throw new MessagingException("an attachment can't be looked into now", e);
      }
    };
  }
}
