package org.pillarbox.rules.condition;

import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;

/** A pure function from facts to an answer. It holds its parameters and nothing else. */
public sealed interface Condition
    permits AttachmentEncrypted,
        AttachmentExtension,
        AttachmentMacros,
        AttachmentName,
        AttachmentNotInspectable,
        AttachmentSize,
        AttachmentType,
        ArcResult,
        Body,
        CardNumber,
        Client,
        DataPattern,
        DeliveredTo,
        DisplayName,
        Dkim,
        DmarcResult,
        HeaderField,
        Helo,
        Iban,
        KnownCorrespondent,
        MessageIs,
        OriginIs,
        Rate,
        Recipient,
        RecipientCount,
        ReverseName,
        Sender,
        Size,
        SpamScore,
        SpfResult,
        Subject,
        Time,
        Tls,
        Virus {
  /** What it says of these facts. */
  Answer answer(Facts facts, NamedLists lists);

  /** The value it looks at, short, for an explanation. */
  String seen(Facts facts);

  /** When at the latest its answer is there. */
  Moment moment();
}
