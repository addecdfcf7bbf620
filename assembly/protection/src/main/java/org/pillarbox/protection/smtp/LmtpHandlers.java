package org.pillarbox.protection.smtp;

import java.util.List;
import java.util.stream.Stream;
import org.apache.james.protocols.lib.handler.HandlersPackage;

/** The commands and hooks of LMTP, where a local program delivers. Hooks run in this order. */
public final class LmtpHandlers implements HandlersPackage {
  @Override
  public List<String> getHandlers() {
    return Stream.of(
            org.apache.james.protocols.lmtp.core.LhloCmdHandler.class,
            org.apache.james.protocols.smtp.core.WelcomeMessageHandler.class,
            SmtpDispatcher.class,
            SizeExtension.class,
            MailCommand.class,
            RcptCommand.class,
            LmtpDataCommand.class,
            org.apache.james.protocols.smtp.core.NoopCmdHandler.class,
            org.apache.james.protocols.smtp.core.RsetCmdHandler.class,
            org.apache.james.protocols.smtp.core.VrfyCmdHandler.class,
            org.apache.james.protocols.smtp.core.ExpnCmdHandler.class,
            org.apache.james.protocols.smtp.core.HelpCmdHandler.class,
            org.apache.james.protocols.smtp.core.QuitCmdHandler.class,
            org.apache.james.protocols.smtp.core.UnknownCmdHandler.class,
            SessionErrors.class,
            SpaceHook.class,
            RecipientHook.class,
            StructureHook.class,
            AdmissionHook.Lmtp.class,
            SpoolHook.class)
        .map(Class::getName)
        .toList();
  }
}
