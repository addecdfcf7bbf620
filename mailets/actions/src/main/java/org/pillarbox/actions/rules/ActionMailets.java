package org.pillarbox.actions.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.pillarbox.rules.action.Action;

/** The mailet of each action of the rule language. */
public final class ActionMailets {
  private final Map<Class<? extends Action>, ActionMailet<?>> byAction;

  @Inject
  ActionMailets(
      AddField addField,
      ChooseRoute chooseRoute,
      DeliverInto deliverInto,
      DiscardQuietly discardQuietly,
      FlagMessage flagMessage,
      HoldInQuarantine holdInQuarantine,
      HoldToRate holdToRate,
      InsistOnTls insistOnTls,
      MarkSubject markSubject,
      PassByFilters passByFilters,
      PutDisclaimer putDisclaimer,
      RedirectTo redirectTo,
      RefuseAccepted refuseAccepted,
      RemoveField removeField,
      ReplaceField replaceField,
      SendCopy sendCopy,
      SendNotice sendNotice,
      StopRules stopRules,
      SuspendSender suspendSender,
      TakeOutAttachments takeOutAttachments) {
    byAction =
        List.<ActionMailet<?>>of(
                addField,
                chooseRoute,
                deliverInto,
                discardQuietly,
                flagMessage,
                holdInQuarantine,
                holdToRate,
                insistOnTls,
                markSubject,
                passByFilters,
                putDisclaimer,
                redirectTo,
                refuseAccepted,
                removeField,
                replaceField,
                sendCopy,
                sendNotice,
                stopRules,
                suspendSender,
                takeOutAttachments)
            .stream()
            .collect(Collectors.toMap(ActionMailet::type, Function.identity()));
  }

  /** All of them. */
  List<ActionMailet<?>> all() {
    return List.copyOf(byAction.values());
  }

  /** Does the action. */
  Outcome carryOut(Action action, Task task) throws MessagingException {
    return carryOut(find(action), action, task);
  }

  ActionMailet<?> find(Action action) {
    return Optional.<ActionMailet<?>>ofNullable(byAction.get(action.getClass()))
        .orElseThrow(() -> new IllegalStateException("no mailet does " + action));
  }

  private static <A extends Action> Outcome carryOut(
      ActionMailet<A> mailet, Action action, Task task) throws MessagingException {
    return mailet.carryOut(mailet.type().cast(action), task);
  }
}
