package org.pillarbox.conditions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.pillarbox.rules.Needs;
import org.pillarbox.rules.UnknownPolicy;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.condition.Condition;
import org.pillarbox.rules.condition.KnownCorrespondent;
import org.pillarbox.rules.condition.Rate;
import org.pillarbox.rules.condition.ReverseName;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/**
 * One condition of the rules as a matcher: it matches the recipients for whom the condition says
 * yes. The same parameters as in a rule, written as a YAML flow mapping behind the equals sign;
 * {@code catalog} is where they are described. One more, {@code unknown}, says what happens where
 * the condition can't be decided: {@code no-match} (the default), {@code match}, or {@code defer},
 * by which the mail waits and is tried again.
 *
 * <p>A parameter that is wrong stops the start, and so does a name that no parameter has.
 */
abstract class ConditionMatcher extends GenericMatcher {
  private static final String UNKNOWN = "unknown";

  private final String name;
  private final FactsOf factsOf;
  private final Provider<NamedLists> lists;
  private Optional<Condition> condition = Optional.empty();
  private UnknownPolicy unknown = UnknownPolicy.NO_MATCH;

  ConditionMatcher(String name, FactsOf factsOf, Provider<NamedLists> lists) {
    this.name = name;
    this.factsOf = factsOf;
    this.lists = lists;
  }

  @Override
  public void init() throws MessagingException {
    try {
      Map<String, Object> parameters =
          ConditionText.read(Optional.ofNullable(getCondition()).orElse(""));
      unknown = policy(Optional.ofNullable(parameters.remove(UNKNOWN)));
      condition = Optional.of(Catalog.standard().condition(name, parameters, ""));
    } catch (IllegalArgumentException e) {
      throw new MessagingException(getMatcherName() + ": " + e.getMessage(), e);
    }
  }

  private static UnknownPolicy policy(Optional<Object> written) {
    String word = written.map(String::valueOf).orElse("no-match");
    return switch (word) {
      case "no-match" -> UnknownPolicy.NO_MATCH;
      case "match" -> UnknownPolicy.MATCH;
      case "defer" -> UnknownPolicy.DEFER;
      default ->
          throw new IllegalArgumentException(
              "unknown '%s': no-match, match or defer is expected".formatted(word));
    };
  }

  @Override
  public Collection<MailAddress> match(Mail mail) throws MessagingException {
    Condition asked =
        condition.orElseThrow(() -> new MessagingException(getMatcherName() + " was not started"));
    Needs needs = needs(asked);
    Map<MailAddress, Facts> facts =
        asked.moment() == Moment.RCPT ? factsOf.ofEnvelope(mail, needs) : factsOf.of(mail, needs);
    NamedLists now = lists.get();
    List<MailAddress> matched = new ArrayList<>();
    for (Map.Entry<MailAddress, Facts> one : facts.entrySet()) {
      if (matches(asked, one.getKey(), asked.answer(one.getValue(), now))) {
        matched.add(one.getKey());
      }
    }
    return matched;
  }

  private static Needs needs(Condition asked) {
    return new Needs(
        Set.copyOf(Needs.groups(asked)),
        Set.copyOf(Needs.lists(asked)),
        asked instanceof Rate rate ? Set.of(rate.key()) : Set.of(),
        asked instanceof KnownCorrespondent,
        asked instanceof ReverseName,
        true,
        true,
        true);
  }

  /** What is not known yet will not be known later here: the pipeline asks once. */
  private boolean matches(Condition asked, MailAddress recipient, Answer answer)
      throws MessagingException {
    return switch (answer) {
      case YES -> true;
      case NO -> false;
      case UNKNOWN, LATER ->
          switch (unknown) {
            case NO_MATCH -> false;
            case MATCH -> true;
            case DEFER ->
                throw new MessagingException(
                    "%s can't be decided for %s now"
                        .formatted(
                            Catalog.name(asked).toLowerCase(Locale.ROOT), recipient.asString()));
          };
    };
  }

  @Override
  public String getMatcherInfo() {
    return "Condition " + name;
  }

  @Override
  public String getMatcherName() {
    return getClass().getSimpleName();
  }
}
