package org.pillarbox.conditions.content;

import java.util.List;
import java.util.Set;
import org.pillarbox.rules.facts.Trait;

/**
 * What was found in a message.
 *
 * @param size bytes of the whole message
 * @param headers the fields of the message's own header, in order
 * @param text the words of its plain and HTML parts, those of messages inside it included
 * @param files its attachments, those of messages inside it included
 * @param traits what kind of message it is
 * @param headerGaps why some of the header is not in {@code headers}
 * @param textGaps why some text is not in {@code text}, apart from its length
 * @param fileGaps why there may be files that are not in {@code files}
 */
public record InspectedMessage(
    long size,
    List<HeaderField> headers,
    String text,
    List<InspectedFile> files,
    Set<Trait> traits,
    List<String> headerGaps,
    List<String> textGaps,
    List<String> fileGaps) {
  public InspectedMessage {
    headers = List.copyOf(headers);
    files = List.copyOf(files);
    traits = Set.copyOf(traits);
    headerGaps = List.copyOf(headerGaps);
    textGaps = List.copyOf(textGaps);
    fileGaps = List.copyOf(fileGaps);
  }
}
