package org.pillarbox.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pillarbox.cli.machine.ReadyNote;
import org.pillarbox.server.configuration.Listener;
import org.pillarbox.server.configuration.PillarboxConfiguration;

/** What is on the screen when the appliance is ready: where it is, and what to do next. */
final class ReadyTable {
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

  private final PillarboxConfiguration configuration;
  private final ReadyNote note;
  private final UnaryOperator<String> command;

  /**
   * A table.
   *
   * @param command makes of a command's words what this person has to type
   */
  ReadyTable(PillarboxConfiguration configuration, ReadyNote note, UnaryOperator<String> command) {
    this.configuration = configuration;
    this.note = note;
    this.command = command;
  }

  /**
   * The whole text.
   *
   * @param took how long the start took
   * @param passwordWaits whether nobody has seen the first password yet
   */
  String text(Duration took, boolean passwordWaits) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Pillarbox is ready: " + note.hostname() + ", after " + took.toSeconds() + " s.");
    lines.add("");
    note.listeners()
        .forEach(
            listener ->
                lines.add(
                    String.format(
                        "  %-15s port %-6d %s",
                        listener.protocol(), listener.port(), purpose(listener))));
    lines.add("");
    lines.add("  Domains         " + String.join(", ", note.domains()));
    lines.add("  First account   " + note.account());
    if (passwordWaits) {
      lines.add("  Its password    " + command.apply("first-password") + "      (shown once)");
    }
    lines.add("");
    lines.addAll(next());
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private List<String> next() {
    List<String> lines = new ArrayList<>();
    lines.add("What to try next:");
    find("ports.submissions")
        .ifPresent(
            port -> {
              lines.add("  Send yourself a message (curl asks for the password):");
              lines.add(
                  "    printf 'Subject: Hello\\n\\nIt works.\\n' | curl -k --crlf --url smtps://127.0.0.1:"
                      + port
                      + " \\");
              lines.add(
                  "      --user "
                      + note.account()
                      + " --mail-from "
                      + note.account()
                      + " --mail-rcpt "
                      + note.account()
                      + " -T -");
            });
    find("ports.imaps")
        .ifPresent(
            port -> {
              lines.add("  And read it:");
              lines.add(
                  "    curl -k --user "
                      + note.account()
                      + " 'imaps://127.0.0.1:"
                      + port
                      + "/INBOX;MAILINDEX=1'");
            });
    lines.add("  One more account:  " + command.apply("user add ann@" + note.domains().get(0)));
    lines.add("  How is it:         " + command.apply("status"));
    if (configuration.tls().certificate().isEmpty()) {
      lines.add(
          "  The certificate is self-signed, so mail programs ask once; see tls.certificate.");
    }
    if (!configuration.named()) {
      lines.add(
          "  It has no domain of its own and sends nothing outside. Name it: "
              + command.apply("up you@example.org"));
    }
    return lines;
  }

  private Optional<Integer> find(String key) {
    return note.listeners().stream()
        .filter(listener -> listener.key().equals(key))
        .filter(
            listener ->
                EVERYWHERE.contains(listener.address()) || listener.address().startsWith("127."))
        .map(Listener::port)
        .findFirst();
  }

  private static String purpose(Listener listener) {
    return switch (listener.key()) {
      case "ports.smtp" -> "mail from other servers";
      case "ports.submission" -> "mail from users, STARTTLS";
      case "ports.submissions" -> "mail from users, TLS";
      case "ports.imap" -> "mailboxes, STARTTLS";
      case "ports.imaps" -> "mailboxes, TLS";
      case "ports.pop3" -> "mailboxes, STLS";
      case "ports.pop3s" -> "mailboxes, TLS";
      case "ports.lmtp" -> "mail from programs on this machine only";
      case "ports.managesieve" -> "users' filters, STARTTLS";
      default -> "administration, JMAP, health, metrics";
    };
  }
}
