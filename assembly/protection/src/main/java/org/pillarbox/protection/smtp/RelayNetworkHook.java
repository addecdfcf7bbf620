package org.pillarbox.protection.smtp;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.pillarbox.protection.relay.RelayNetworks;
import org.pillarbox.protection.sendas.SendAsGrant;

/**
 * Notes at MAIL on port 25 that a client of {@code relay.networks} uses one of the senders it may
 * use. Any other sender makes it an ordinary client, which may write to our own domains and nowhere
 * else.
 */
public final class RelayNetworkHook implements MailHook {
  private final RelayNetworks networks;

  @Inject
  public RelayNetworkHook(RelayNetworks networks) {
    this.networks = networks;
  }

  @Override
  public HookResult doMail(SMTPSession session, MaybeSender sender) {
    session.removeAttachment(Client.RELAY_SENDERS, State.Transaction);
    Optional<Set<SendAsGrant>> senders = networks.sendersOf(Client.address(session));
    senders
        .filter(
            grants -> sender.asOptional().filter(address -> covered(grants, address)).isPresent())
        .ifPresent(
            grants ->
                session.setAttachment(
                    Client.RELAY_SENDERS, new Client.RelaySenders(grants), State.Transaction));
    return HookResult.DECLINED;
  }

  private static boolean covered(
      Set<SendAsGrant> grants, org.apache.james.core.MailAddress address) {
    return grants.stream().anyMatch(grant -> grant.covers(address));
  }
}
