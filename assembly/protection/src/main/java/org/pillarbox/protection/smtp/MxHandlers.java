package org.pillarbox.protection.smtp;

import java.util.List;
import java.util.stream.Stream;
import org.apache.james.protocols.lib.handler.HandlersPackage;

/**
 * The commands and hooks of port 25, where other servers deliver (no AUTH, no relaying). Hooks run
 * in this order.
 */
public final class MxHandlers implements HandlersPackage {
  @Override
  public List<String> getHandlers() {
    return Stream.of(
            org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler.class,
            org.apache.james.protocols.smtp.core.HeloCmdHandler.class,
            org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler.class,
            org.apache.james.protocols.smtp.core.WelcomeMessageHandler.class,
            SmtpDispatcher.class,
            SizeExtension.class,
            MailCommand.class,
            RcptCommand.class,
            DataCommand.class,
            org.apache.james.protocols.smtp.core.NoopCmdHandler.class,
            org.apache.james.protocols.smtp.core.RsetCmdHandler.class,
            org.apache.james.protocols.smtp.core.VrfyCmdHandler.class,
            org.apache.james.protocols.smtp.core.ExpnCmdHandler.class,
            org.apache.james.protocols.smtp.core.HelpCmdHandler.class,
            org.apache.james.protocols.smtp.core.QuitCmdHandler.class,
            org.apache.james.protocols.smtp.core.UnknownCmdHandler.class,
            SessionErrors.class,
            SpaceHook.class,
            RelayNetworkHook.class,
            RecipientHook.class,
            HeaderIdentityHook.class,
            StructureHook.class,
            AdmissionHook.Mx.class,
            SpoolHook.class)
        .map(Class::getName)
        .toList();
  }
}
