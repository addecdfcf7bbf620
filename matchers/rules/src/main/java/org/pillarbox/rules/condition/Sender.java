package org.pillarbox.rules.condition;

import java.util.List;
import java.util.stream.Stream;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Author;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Headers;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * Who sent the message. Where a header field names several, one is enough.
 *
 * @param by which sender is meant
 * @param who whom it is compared with
 */
@Described(
    name = "sender",
    meaning = "Who sent the message; say which sender is meant.",
    example = "{by: from, domain: [example.com], list: [partners]}")
public record Sender(
    @Param(
            value =
                "envelope (MAIL FROM), from, sender and reply-to (header fields), author (From and Sender), login (who logged in)",
            standard = "envelope")
        SenderBy by,
    PartyMatch who)
    implements Condition {

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return switch (by) {
      case ENVELOPE -> who.answer(facts.envelope().sender(), facts, lists);
      case LOGIN -> who.answer(facts.session().login(), facts, lists);
      case FROM, SENDER, REPLY_TO, AUTHOR ->
          facts.content().headers().answer(headers -> anyOf(authors(headers), facts, lists));
    };
  }

  @Override
  public String seen(Facts facts) {
    return switch (by) {
      case ENVELOPE -> Seen.party(facts.envelope().sender());
      case LOGIN -> Seen.party(facts.session().login());
      case FROM, SENDER, REPLY_TO, AUTHOR ->
          Seen.of(facts.content().headers().map(headers -> Seen.authors(authors(headers))));
    };
  }

  @Override
  public Moment moment() {
    return switch (by) {
      case ENVELOPE, LOGIN -> Moment.RCPT;
      case FROM, SENDER, REPLY_TO, AUTHOR -> Moment.DATA;
    };
  }

  private Answer anyOf(List<Author> authors, Facts facts, NamedLists lists) {
    if (authors.isEmpty()) {
      return Answer.of(who.empty());
    }
    Answer answer = Answer.NO;
    for (Author author : authors) {
      answer = answer.or(who.answer(author.party(), facts, lists));
    }
    return answer;
  }

  private List<Author> authors(Headers headers) {
    return switch (by) {
      case FROM -> headers.from();
      case SENDER -> headers.sender();
      case REPLY_TO -> headers.replyTo();
      case AUTHOR -> Stream.concat(headers.from().stream(), headers.sender().stream()).toList();
      case ENVELOPE, LOGIN -> List.of();
    };
  }
}
