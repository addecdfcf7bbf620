package org.pillarbox.protection.admission;

import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/**
 * Whether a message may come in: asked in the dialogue, on every way in, after what protection
 * itself refuses. Implementations answer within seconds or with {@link Refusal#later()}; an
 * exception is answered as that too, never as a yes.
 */
public interface Admission {
  /**
   * Asked for each recipient that exists, before the content is known.
   *
   * @param accepted the recipients of this message that were accepted before
   * @return the refusal, or nothing when the recipient may stay
   */
  Optional<Refusal> recipient(Arrival arrival, MailAddress recipient, List<MailAddress> accepted);

  /**
   * Asked once, with the content, before 250 is said. May take recipients out of the mail ({@link
   * Decision.Divided}) and mark it for what comes after acceptance.
   *
   * @throws MessagingException when the message can't be read back
   */
  Decision message(Arrival arrival, Mail mail) throws MessagingException;
}
