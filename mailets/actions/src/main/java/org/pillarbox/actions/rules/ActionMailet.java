package org.pillarbox.actions.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.pillarbox.actions.MailOrigin;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.describe.Described;

/**
 * An action of the rule language as a mailet. By itself it takes its parameters from
 * mailetcontainer.xml, named as in a rule, and does the action for all recipients of the mail; for
 * {@link CarryOut} the same object does it with a rule's parameters, many at a time.
 *
 * <p>Every failure is thrown, so that the mail stays in the spool and is tried again; for that the
 * mailet needs {@code onMailetException} set to {@code propagate}, as every mailet here.
 *
 * @param <A> the action
 */
public abstract class ActionMailet<A extends Action> extends GenericMailet {
  private final Class<A> type;
  private Optional<A> action = Optional.empty();
  private Places places = Places.defaults();

  ActionMailet(Class<A> type) {
    this.type = type;
  }

  /** The action that it does. */
  public final Class<A> type() {
    return type;
  }

  /** The action's name in the rule language. */
  public final String actionName() {
    return name(type);
  }

  static String name(Class<? extends Action> type) {
    return Optional.ofNullable(type.getAnnotation(Described.class))
        .map(Described::name)
        .orElse(type.getSimpleName());
  }

  @Override
  public final void init() throws MessagingException {
    Function<String, Optional<String>> given = this::getInitParameterAsOptional;
    try {
      action = Optional.of(ActionParameters.read(type, given));
      places = Places.from(given);
      check(action.get());
    } catch (IllegalArgumentException e) {
      throw new MessagingException(getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /** Says early what could not be done later; nothing by default. */
  void check(A wanted) {}

  /** Other processors that it sends to; none by default. */
  List<String> processors(Places named) {
    return List.of();
  }

  @Override
  public final List<ProcessingState> requiredProcessingState() {
    return processors(places).stream().map(ProcessingState::new).toList();
  }

  @Override
  public final void service(Mail mail) throws MessagingException {
    if (mail.getRecipients().isEmpty() || (holdsBack() && MailOrigin.isOurs(mail))) {
      // Nothing holds back what the appliance says: it is how people learn what went wrong.
      return;
    }
    Task task = new Task(mail, getMailetContext(), Task.NO_RULE, 0, places);
    Outcome outcome = carryOut(action.orElseThrow(), task);
    if (outcome instanceof Outcome.LeftAlone left) {
      LeftAloneHeader.add(mail, Task.NO_RULE, left.detail());
    } else if (outcome instanceof Outcome.Ended || outcome instanceof Outcome.PutOff) {
      mail.setState(Mail.GHOST);
    }
  }

  /** Whether it keeps a mail from its recipients. */
  boolean holdsBack() {
    return false;
  }

  /**
   * Does the action. The mail's state is left to the caller.
   *
   * @throws MessagingException when it can't be done now; the mail must be kept and tried again
   */
  public abstract Outcome carryOut(A wanted, Task task) throws MessagingException;

  @Override
  public String getMailetInfo() {
    return Optional.ofNullable(type.getAnnotation(Described.class))
        .map(Described::meaning)
        .orElse(type.getSimpleName());
  }
}
