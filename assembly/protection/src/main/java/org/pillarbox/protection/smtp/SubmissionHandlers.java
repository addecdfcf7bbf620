package org.pillarbox.protection.smtp;

import java.util.List;
import java.util.stream.Stream;
import org.apache.james.protocols.lib.handler.HandlersPackage;

/**
 * The commands and hooks of ports 587 and 465, where users send (TLS and AUTH first, own addresses
 * only). Hooks run in this order.
 */
public final class SubmissionHandlers implements HandlersPackage {
  @Override
  public List<String> getHandlers() {
    return Stream.of(
            org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler.class,
            org.apache.james.protocols.smtp.core.HeloCmdHandler.class,
            org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler.class,
            AuthCommand.class,
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
            LoginFirstHook.class,
            RecipientHook.class,
            HeaderIdentityHook.class,
            StructureHook.class,
            AdmissionHook.Submission.class,
            SpoolHook.class)
        .map(Class::getName)
        .toList();
  }
}
