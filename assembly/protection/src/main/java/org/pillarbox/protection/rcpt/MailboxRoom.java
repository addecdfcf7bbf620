package org.pillarbox.protection.rcpt;

import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/** Whether a user's mailbox can take one more message. */
public final class MailboxRoom {
  private final UsersRepository users;
  private final QuotaManager quotas;
  private final QuotaRootResolver roots;

  @Inject
  public MailboxRoom(UsersRepository users, QuotaManager quotas, QuotaRootResolver roots) {
    this.users = users;
    this.quotas = quotas;
    this.roots = roots;
  }

  /**
   * Whether the mailbox of a local user would be over its quota with one more message.
   *
   * @param bytes the size the sender announced, 0 when it did not
   * @throws StoreAwayException when the quota can't be read
   */
  public boolean isFull(MailAddress user, long bytes) throws StoreAwayException {
    try {
      MailboxPath inbox = MailboxPath.inbox(users.getUsername(user));
      QuotaManager.Quotas quota = quotas.getQuotas(roots.getQuotaRoot(inbox));
      return quota.getMessageQuota().isOverQuotaWithAdditionalValue(1)
          || quota.getStorageQuota().isOverQuotaWithAdditionalValue(Math.max(1, bytes));
    } catch (MailboxException | UsersRepositoryException | RuntimeException e) {
      throw new StoreAwayException("quota of " + user, e);
    }
  }
}
