package org.pillarbox.actions.rules;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.actions.mime.Banner;
import org.pillarbox.actions.mime.BannerEdit;
import org.pillarbox.actions.mime.Changes;
import org.pillarbox.actions.mime.Entity;
import org.pillarbox.actions.mime.Rewriting;
import org.pillarbox.actions.mime.Structured;
import org.pillarbox.actions.mime.UnreadableMessageException;
import org.pillarbox.rules.action.Disclaimer;

/**
 * Adds a text to the message, at the top (a banner) or at the bottom, in plain text and in HTML, in
 * the message's own charset and encoding. Not where it stands already: a text at the bottom
 * anywhere, as answers quote it; one at the top only there, else a sender could keep a warning off
 * by quoting it. A message of attachments only gets a text before them. Other parts stay byte for
 * byte.
 *
 * <p>{@code {sender.name}}, {@code {sender.address}}, {@code {sender.domain}}, {@code
 * {recipient.address}} and {@code {date}} are filled in, and so is what the directory says of a
 * sender who had logged in, such as {@code {sender.title}}; what it does not say is left out.
 * Escaped in HTML.
 *
 * <p>Signed, encrypted and PGP messages, reports, invitations and winmail.dat are left alone and
 * get a header field that says so.
 *
 * <p>Parameters: {@code text}; {@code html}, made from the text if it is left out; {@code where},
 * {@code top} or {@code bottom} (default).
 *
 * <pre>{@code
 * <mailet match="All" class="org.pillarbox.actions.rules.PutDisclaimer">
 *   <text>Sent by {sender.name}, Example Ltd</text>
 *   <where>bottom</where>
 *   <onMailetException>propagate</onMailetException>
 * </mailet>
 * }</pre>
 */
public final class PutDisclaimer extends ActionMailet<Disclaimer> {
  private final SenderAttributes attributes;
  private final Clock clock;

  @Inject
  public PutDisclaimer(SenderAttributes attributes, Clock clock) {
    super(Disclaimer.class);
    this.attributes = attributes;
    this.clock = clock;
  }

  /** Whether its text differs from recipient to recipient. */
  static boolean namesRecipient(Disclaimer wanted) {
    return wanted.text().contains("{recipient.address}")
        || wanted.html().filter(html -> html.contains("{recipient.address}")).isPresent();
  }

  @Override
  public Outcome carryOut(Disclaimer wanted, Task task) throws MessagingException {
    byte[] bytes = Rewriting.bytes(task.mail());
    try {
      Entity message = Entity.parse(bytes);
      Optional<String> reason = Structured.reason(message);
      if (reason.isPresent()) {
        return new Outcome.LeftAlone(reason.get());
      }
      Changes changes = new Changes();
      BannerEdit.Result result = new BannerEdit(banner(wanted, task)).apply(message, changes);
      if (result instanceof BannerEdit.Result.Impossible impossible) {
        return new Outcome.LeftAlone(impossible.reason());
      }
      if (result instanceof BannerEdit.Result.StandsAlready) {
        return new Outcome.NotNeeded("it stands there already");
      }
      Rewriting.write(task.mail(), bytes, changes);
      return new Outcome.Done("added at the " + wanted.where().name().toLowerCase(Locale.ROOT));
    } catch (UnreadableMessageException e) {
      return new Outcome.LeftAlone(e.getMessage());
    }
  }

  private Banner banner(Disclaimer wanted, Task task) throws MessagingException {
    Map<String, String> values = new MailValues(attributes, clock).of(task);
    return new Banner(
        new Template(wanted.text()).fill(values, UnaryOperator.identity()),
        wanted.html().map(html -> new Template(html).fill(values, Banner::escaped)).orElse(""),
        switch (wanted.where()) {
          case TOP -> Banner.Place.TOP;
          case BOTTOM -> Banner.Place.BOTTOM;
        });
  }
}
