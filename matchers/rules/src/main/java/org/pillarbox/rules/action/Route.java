package org.pillarbox.rules.action;

import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Moment;

/**
 * Sends it on over another way than the recipient domain's MX.
 *
 * @param by what kind of way
 * @param to name of the host or domain
 * @param port port, for a host
 */
@Described(
    name = "route",
    meaning = "Send it on over this way instead of the recipient domain's MX.",
    example = "{by: smarthost, to: relay.example.com, port: 587}")
public record Route(
    @Param(
            value =
                "smarthost (its credentials are in the settings), host, or mx (of the domain named)",
            standard = "host")
        By by,
    @Param("name of the host or domain") String to,
    @Param(value = "port", standard = "25", least = 1, most = 65535) int port)
    implements Action {

  /** What kind of way. */
  public enum By {
    /** A smarthost of the settings, with its credentials. */
    SMARTHOST,
    /** This host. */
    HOST,
    /** The MX of this domain (RFC 5321 section 5.1). */
    MX
  }

  public Route {
    boolean host =
        !to.isEmpty()
            && to.length() <= 255
            && to.chars()
                .allMatch(
                    c ->
                        Character.isLetterOrDigit(c)
                            || c == '.'
                            || c == '-'
                            || c == ':'
                            || c == '['
                            || c == ']');
    if (!host) {
      throw new IllegalArgumentException(
          "to '%s': a host or domain is expected".formatted(Bounds.text("to", to, 255)));
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port %d: 1 to 65535 is allowed".formatted(port));
    }
  }

  @Override
  public Moment moment() {
    return Moment.ACCEPTED;
  }

  @Override
  public Touch touches() {
    return Touch.NOTHING;
  }
}
