package org.pillarbox.rules;

import org.pillarbox.rules.action.Refuse;

/** The one answer that a dialogue can give for a recipient now. */
public sealed interface Decision {
  /** In words, for people who read an explanation. */
  String show();

  /** All rules are decided, and none is against it. */
  record Pass() implements Decision {
    @Override
    public String show() {
      return "pass";
    }
  }

  /** Nothing is against it yet; a rule waits for what is known later, so ask again then. */
  record Wait(String rule) implements Decision {
    @Override
    public String show() {
      return "waits for what rule %s asks".formatted(rule);
    }
  }

  /**
   * It is refused. After 250, or where there is no dialogue, this means quarantine.
   *
   * @param rule id of the rule
   * @param reply what is answered
   */
  record Refused(String rule, Refuse reply) implements Decision {
    @Override
    public String show() {
      return by(rule) + "%d %s %s".formatted(reply.code(), reply.enhanced(), reply.text());
    }

    /** How {@link #show} begins when this rule refused it; no other rule's does. */
    public static String by(String rule) {
      return "refused by rule " + rule + ": ";
    }
  }

  /**
   * It is put off: 4xx, or kept and tried again after 250.
   *
   * @param rule id of the rule
   * @param reason what can't be known now, or which rate is exceeded
   */
  record Deferred(String rule, String reason) implements Decision {
    @Override
    public String show() {
      return "put off by rule %s: %s".formatted(rule, reason);
    }
  }
}
