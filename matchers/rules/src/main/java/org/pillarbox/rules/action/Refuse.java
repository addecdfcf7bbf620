package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Refuses the recipient in the dialogue. Where there is no dialogue it means quarantine.
 *
 * @param code reply code, 400 to 599
 * @param enhanced enhanced status code (RFC 3463), of the same class
 * @param text what the sender reads, one line of at most 400 characters
 */
@Described(
    name = "refuse",
    meaning = "Refuse this recipient in the dialogue; where there is none, quarantine.",
    example = "{code: 550, enhanced: 5.7.1, text: Not from there}")
public record Refuse(
    @Param(value = "reply code", standard = "550", least = 400, most = 599) int code,
    @Param(value = "enhanced status code (RFC 3463)", standard = "5.7.1") String enhanced,
    @Param(value = "what the sender reads", standard = "Refused by a rule of this server")
        String text)
    implements Action {

  public Refuse {
    if (code < 400 || code > 599) {
      throw new IllegalArgumentException("code %d: 400 to 599 is allowed".formatted(code));
    }
    String[] parts = enhanced.split("\\.", -1);
    boolean shaped =
        parts.length == 3
            && parts[0].equals(Integer.toString(code / 100))
            && isNumber(parts[1])
            && isNumber(parts[2]);
    if (!shaped) {
      throw new IllegalArgumentException(
          "enhanced '%s': %d.x.y is expected with code %d".formatted(enhanced, code / 100, code));
    }
    text = Bounds.line("text", text, 400);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 3
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** 550 5.7.1 with this text. */
  public static Refuse because(String text) {
    return new Refuse(550, "5.7.1", text);
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
