package org.pillarbox.protection.smtp;

import java.util.Locale;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.core.Username;
import org.apache.james.rrt.api.CanSendFrom;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.protection.rcpt.StoreAwayException;
import org.pillarbox.protection.sendas.SendAsGrants;

/**
 * Which addresses an authenticated user may send as: the login, the login with a +tag, aliases that
 * lead to it, and grants ({@link SendAsGrants}).
 */
public final class SenderIdentity {
  private final UsersRepository users;
  private final CanSendFrom aliases;
  private final SendAsGrants grants;

  @Inject
  public SenderIdentity(UsersRepository users, CanSendFrom aliases, SendAsGrants grants) {
    this.users = users;
    this.aliases = aliases;
    this.grants = grants;
  }

  /**
   * Whether the user may use the address as envelope sender, From or Sender.
   *
   * @throws StoreAwayException when it can't be found out now
   */
  public boolean maySendAs(Username user, MailAddress address) throws StoreAwayException {
    try {
      return isOwn(user, address)
          || aliases.userCanSendFrom(user, users.getUsername(address))
          || grants.granted(user).stream().anyMatch(grant -> grant.covers(address));
    } catch (UsersRepositoryException | RuntimeException e) {
      throw new StoreAwayException("identities of " + user.asString(), e);
    }
  }

  private static boolean isOwn(Username user, MailAddress address) {
    String asked = address.asString().toLowerCase(Locale.ROOT);
    return asked.equals(user.asString()) || withoutTag(asked).equals(user.asString());
  }

  private static String withoutTag(String address) {
    int at = address.lastIndexOf('@');
    int plus = address.indexOf('+');
    return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
  }
}
