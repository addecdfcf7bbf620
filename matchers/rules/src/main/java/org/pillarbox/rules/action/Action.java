package org.pillarbox.rules.action;

import org.pillarbox.rules.facts.Moment;

/** What a rule does to one recipient's copy. It holds its parameters; carrying out is elsewhere. */
public sealed interface Action
    permits AddHeader,
        CopyTo,
        DeliverTo,
        Disclaimer,
        Discard,
        LimitRate,
        Notify,
        Quarantine,
        Redirect,
        Refuse,
        RemoveHeader,
        ReplaceHeader,
        RequireTls,
        Route,
        SetFlags,
        SkipFilters,
        Stop,
        StripAttachments,
        Suspend,
        TagSubject {
  /** The earliest moment at which it can be done. */
  Moment moment();

  /** What of the message it changes. */
  Touch touches();
}
