package org.pillarbox.conditions.content;

import java.util.ArrayList;
import java.util.List;

/**
 * One mailbox of an address field (RFC 5322 section 3.4).
 *
 * @param name the display name, decoded, or empty
 * @param address what stands between the angle brackets, or alone; perhaps no address at all
 */
public record Mailbox(String name, String address) {
  private static final int MOST = 1_000;

  /**
   * Reads an address field as readers of mail do: groups are flattened, comments passed over,
   * whatever is not well formed is kept as a name. One pass.
   *
   * @param field the unfolded text behind the colon, before encoded words are decoded
   */
  public static List<Mailbox> parse(String field) {
    return new Reading(field).read();
  }

  private static final class Reading {
    private final String field;
    private final List<Mailbox> found = new ArrayList<>();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder angle = new StringBuilder();
    private boolean inAngle;
    private boolean sawAngle;
    private int at;

    Reading(String field) {
      this.field = field;
    }

    List<Mailbox> read() {
      while (at < field.length() && found.size() < MOST) {
        char c = field.charAt(at);
        at++;
        switch (c) {
          case '"' -> quoted();
          case '(' -> comment();
          case '<' -> {
            inAngle = true;
            sawAngle = true;
            angle.setLength(0);
          }
          case '>' -> inAngle = false;
          case ',', ';' -> {
            if (inAngle) {
              angle.append(c);
            } else {
              end();
            }
          }
          case ':' -> {
            // The name of a group; inside angle brackets an old source route.
            (inAngle ? angle : name).setLength(0);
          }
          default -> (inAngle ? angle : name).append(c);
        }
      }
      end();
      return List.copyOf(found);
    }

    private void quoted() {
      StringBuilder into = inAngle ? angle : name;
      if (inAngle) {
        into.append('"');
      }
      while (at < field.length() && field.charAt(at) != '"') {
        if (field.charAt(at) == '\\' && at + 1 < field.length()) {
          at++;
        }
        into.append(field.charAt(at));
        at++;
      }
      at++;
      if (inAngle) {
        into.append('"');
      }
    }

    private void comment() {
      int depth = 1;
      while (at < field.length() && depth > 0) {
        char c = field.charAt(at);
        if (c == '\\') {
          at++;
        } else if (c == '(') {
          depth++;
        } else if (c == ')') {
          depth--;
        }
        at++;
      }
      (inAngle ? angle : name).append(' ');
    }

    private void end() {
      String shown = name.toString().strip();
      String inside = angle.toString().strip();
      if (sawAngle) {
        found.add(new Mailbox(EncodedWords.decode(shown), inside));
      } else if (shown.indexOf('@') >= 0 && shown.indexOf(' ') < 0) {
        found.add(new Mailbox("", shown));
      } else if (!shown.isEmpty()) {
        found.add(new Mailbox(EncodedWords.decode(shown), ""));
      }
      name.setLength(0);
      angle.setLength(0);
      inAngle = false;
      sawAngle = false;
    }
  }
}
