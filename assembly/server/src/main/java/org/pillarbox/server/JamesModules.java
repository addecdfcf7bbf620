package org.pillarbox.server;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import org.apache.james.modules.BlobExportMechanismModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.JMAPServerModule;
import org.apache.james.modules.protocols.JmapEventBusModule;
import org.apache.james.modules.protocols.LMTPServerModule;
import org.apache.james.modules.protocols.ManageSieveServerModule;
import org.apache.james.modules.protocols.POP3ServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DKIMMailetModule;
import org.apache.james.modules.server.DLPRoutesModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.InconsistencyQuotasSolvingRoutesModule;
import org.apache.james.modules.server.JmapTasksModule;
import org.apache.james.modules.server.JmapUploadCleanupModule;
import org.apache.james.modules.server.MailQueueRoutesModule;
import org.apache.james.modules.server.MailRepositoriesRoutesModule;
import org.apache.james.modules.server.MailboxRoutesModule;
import org.apache.james.modules.server.MailboxesExportRoutesModule;
import org.apache.james.modules.server.MessagesRoutesModule;
import org.apache.james.modules.server.SieveRoutesModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.UserIdentityModule;
import org.apache.james.modules.server.VacationRoutesModule;
import org.apache.james.modules.server.WebAdminReIndexingTaskSerializationModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.modules.vault.DeletedMessageVaultRoutesModule;

/**
 * What of James' own wiring the appliance uses: protocols, mailet container, JMAP, REST. JMX is
 * left out: no port that is not needed.
 */
final class JamesModules {
  private JamesModules() {}

  /** The mail protocols. */
  static Module protocols() {
    return Modules.combine(
        new ProtocolHandlerModule(),
        new SMTPServerModule(),
        new LMTPServerModule(),
        new IMAPServerModule(),
        new POP3ServerModule(),
        new ManageSieveServerModule());
  }

  /** JMAP and what keeps its views up to date. */
  static Module jmap() {
    return Modules.combine(
        new JMAPServerModule(),
        new JmapEventBusModule(),
        new JmapTasksModule(),
        new JmapListenersModule());
  }

  /** The mailet container and what it needs. */
  static Module processing() {
    return Modules.combine(
        new MailetProcessingModule(),
        new MailboxModule(),
        new BlobExportMechanismModule(),
        new TaskManagerModule(),
        new DKIMMailetModule());
  }

  /** James' REST resources. */
  static Module rest() {
    return Modules.combine(
        new WebAdminServerModule(),
        new DataRoutesModules(),
        new VacationRoutesModule(),
        new DLPRoutesModule(),
        new InconsistencyQuotasSolvingRoutesModule(),
        new JmapUploadCleanupModule(),
        new UserIdentityModule(),
        new MailboxesExportRoutesModule(),
        new MailboxRoutesModule(),
        new MailQueueRoutesModule(),
        new MailRepositoriesRoutesModule(),
        new MessagesRoutesModule(),
        new SieveRoutesModule(),
        new WebAdminReIndexingTaskSerializationModule(),
        new DeletedMessageVaultRoutesModule());
  }
}
