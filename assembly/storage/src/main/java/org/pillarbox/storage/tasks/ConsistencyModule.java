package org.pillarbox.storage.tasks;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersService;
import org.apache.james.mailbox.cassandra.mail.task.RecomputeMailboxCountersTaskAdditionalInformationDTO;
import org.apache.james.mailbox.cassandra.mail.task.SolveMailboxInconsistenciesService;
import org.apache.james.mailbox.cassandra.mail.task.SolveMailboxInconsistenciesTaskAdditionalInformationDTO;
import org.apache.james.mailbox.cassandra.mail.task.SolveMessageInconsistenciesService;
import org.apache.james.mailbox.cassandra.mail.task.SolveMessageInconsistenciesTaskAdditionalInformationDTO;
import org.apache.james.rrt.cassandra.migration.MappingsSourcesMigrationTaskAdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.dto.DTOModuleInjections;
import org.apache.james.webadmin.routes.CassandraMappingsRoutes;
import org.apache.james.webadmin.routes.MailboxesRoutes;
import org.apache.james.webadmin.routes.MessagesRoutes;
import org.apache.james.webadmin.routes.RecomputeMailboxCountersRequestToTask;
import org.apache.james.webadmin.routes.SolveMailboxInconsistenciesRequestToTask;
import org.apache.james.webadmin.routes.SolveMessageInconsistenciesRequestToTask;
import org.apache.james.webadmin.service.CassandraMappingsService;
import org.apache.james.webadmin.service.CassandraMappingsSolveInconsistenciesTask;
import org.apache.james.webadmin.tasks.TaskFromRequestRegistry;

/**
 * The REST tasks that mend what a cut-off write may leave behind: James keeps one fact in several
 * tables without a transaction around them. {@code POST /mailboxes?task=SolveInconsistencies},
 * {@code /mailboxes?task=RecomputeMailboxCounters}, {@code /messages?task=SolveInconsistencies} and
 * {@code /cassandra/mappings?action=SolveInconsistencies}.
 *
 * <p>Combine it with James' webadmin modules ({@code MailboxRoutesModule}, {@code
 * MessagesRoutesModule}); it adds to their multibinders.
 */
public class ConsistencyModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(RecomputeMailboxCountersService.class).in(Scopes.SINGLETON);
    bind(SolveMailboxInconsistenciesService.class).in(Scopes.SINGLETON);
    bind(SolveMessageInconsistenciesService.class).in(Scopes.SINGLETON);
    bind(CassandraMappingsService.class).in(Scopes.SINGLETON);
    bind(CassandraMappingsRoutes.class).in(Scopes.SINGLETON);

    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(CassandraMappingsRoutes.class);
    Multibinder<TaskFromRequestRegistry.TaskRegistration> mailboxes =
        tasksOf(MailboxesRoutes.ALL_MAILBOXES_TASKS);
    mailboxes.addBinding().to(SolveMailboxInconsistenciesRequestToTask.class);
    mailboxes.addBinding().to(RecomputeMailboxCountersRequestToTask.class);
    tasksOf(MessagesRoutes.ALL_MESSAGES_TASKS)
        .addBinding()
        .to(SolveMessageInconsistenciesRequestToTask.class);
  }

  @ProvidesIntoSet
  @Named(DTOModuleInjections.WEBADMIN_DTO)
  AdditionalInformationDTOModule<
          ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
      mailboxesSolved() {
    return SolveMailboxInconsistenciesTaskAdditionalInformationDTO.module();
  }

  @ProvidesIntoSet
  @Named(DTOModuleInjections.WEBADMIN_DTO)
  AdditionalInformationDTOModule<
          ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
      countersSolved() {
    return RecomputeMailboxCountersTaskAdditionalInformationDTO.module();
  }

  @ProvidesIntoSet
  @Named(DTOModuleInjections.WEBADMIN_DTO)
  AdditionalInformationDTOModule<
          ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
      messagesSolved() {
    return SolveMessageInconsistenciesTaskAdditionalInformationDTO.module();
  }

  @ProvidesIntoSet
  @Named(DTOModuleInjections.WEBADMIN_DTO)
  AdditionalInformationDTOModule<
          ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
      mappingsSolved() {
    return MappingsSourcesMigrationTaskAdditionalInformationDTO.module(
        CassandraMappingsSolveInconsistenciesTask.TYPE);
  }

  private Multibinder<TaskFromRequestRegistry.TaskRegistration> tasksOf(String name) {
    return Multibinder.newSetBinder(
        binder(), TaskFromRequestRegistry.TaskRegistration.class, Names.named(name));
  }
}
