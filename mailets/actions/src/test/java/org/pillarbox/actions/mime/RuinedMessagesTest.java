package org.pillarbox.actions.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a stranger sends, a change is made or refused: one that throws would keep a mail from
 * its recipient, and a rule's text must never get where it changes how the rest is read.
 */
class RuinedMessagesTest {
  private static final int ROUNDS = 500;
  private static final List<String> PIECES =
      List.of(
          "--outer",
          "--outer--",
          "--inner",
          "\r\n\r\n",
          "\r\n",
          "\n",
          "\r",
          ";",
          "\"",
          "=",
          "=?",
          "?=",
          "<body",
          "</body>",
          "<!--",
          "<plaintext>",
          "boundary=",
          "charset=utf-16",
          "Content-Type: message/rfc822\r\n\r\n",
          "Content-Transfer-Encoding: base64\r\n",
          "Content-Transfer-Encoding: x-uuencode\r\n",
          "filename*0*=utf-8''a%",
          "\0",
          "\u00e9");

  private static byte[] ruined(Random random) {
    String message = new String(Sample.bytes(Sample.WITH_PDF), StandardCharsets.ISO_8859_1);
    StringBuilder text = new StringBuilder(message);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(30)));
        default -> text.setCharAt(at, (char) random.nextInt(256));
      }
      if (text.isEmpty()) {
        text.append('x');
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyChangeIsMadeOrRefused(long seed) throws Exception {
    Random random = new Random(seed);
    int placed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] message = ruined(random);
      Optional<Entity> entity = parsed(message);
      if (entity.isPresent()) {
        Structured.reason(entity.get());
        for (Banner.Place place : Banner.Place.values()) {
          placed += banner(message, entity.get(), place) ? 1 : 0;
        }
        strip(message, entity.get());
      }
    }
    assertThat(placed).as("most messages are not beyond reading").isGreaterThan(ROUNDS);
  }

  private static Optional<Entity> parsed(byte[] message) {
    try {
      return Optional.of(Entity.parse(message));
    } catch (UnreadableMessageException beyondBounds) {
      return Optional.empty();
    }
  }

  private static boolean banner(byte[] message, Entity entity, Banner.Place place)
      throws Exception {
    Changes changes = new Changes();
    BannerEdit.Result result =
        new BannerEdit(new Banner("Take care", "<p>Take care</p>", place)).apply(entity, changes);
    if (!(result instanceof BannerEdit.Result.Placed)) {
      assertThat(changes.isEmpty()).isTrue();
      return false;
    }
    byte[] written = Sample.written(message, changes);
    Entity again = parsed(written).orElseThrow();
    if (Bodies.of(entity).isEmpty()) {
      return true;
    }
    assertThat(again.all().map(Entity::type))
        .as(
            new String(message, StandardCharsets.ISO_8859_1)
                + " became "
                + new String(written, StandardCharsets.ISO_8859_1))
        .containsExactlyElementsOf(entity.all().map(Entity::type).toList());
    assertThat(told(again))
        .as(
            new String(message, StandardCharsets.ISO_8859_1)
                + " became "
                + new String(written, StandardCharsets.ISO_8859_1))
        .isGreaterThan(told(entity));
    return true;
  }

  /** How much its texts and files say, whichever way they are encoded and their lines end. */
  private static long told(Entity entity) {
    return entity
        .all()
        .filter(part -> part.parts().isEmpty())
        .map(
            part -> part.encoding().map(how -> how.decode(part.rawBody())).orElseGet(part::rawBody))
        .mapToLong(
            body ->
                new String(body, StandardCharsets.ISO_8859_1)
                    .chars()
                    .filter(letter -> letter != '\r')
                    .count())
        .sum();
  }

  private static void strip(byte[] message, Entity entity) throws Exception {
    Changes changes = new Changes();
    AttachmentEdit.Result result =
        new AttachmentEdit(attachment -> attachment.content() != null, attachment -> "gone")
            .apply(entity, changes);
    assertThat(changes.isEmpty())
        .isEqualTo(result.removed().isEmpty() || result.untouchable().isPresent());
    byte[] written = Sample.written(message, changes);
    Optional<Entity> again = parsed(written);
    assertThat(again).isPresent();
    if (!result.removed().isEmpty() && result.untouchable().isEmpty()) {
      // Nothing that was an attachment is one still.
      List<String> gone = result.removed().stream().flatMap(one -> one.names().stream()).toList();
      assertThat(
              again.get().all().flatMap(part -> part.fileNames().stream()).filter(gone::contains))
          .as(new String(written, StandardCharsets.ISO_8859_1))
          .isEmpty();
    }
  }
}
