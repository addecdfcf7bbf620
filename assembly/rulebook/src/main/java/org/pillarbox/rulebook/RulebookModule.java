package org.pillarbox.rulebook;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import java.util.List;
import org.apache.james.backends.cassandra.components.CassandraModule;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.eventsourcing.Event;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTO;
import org.apache.james.eventsourcing.eventstore.cassandra.dto.EventDTOModule;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.pillarbox.actions.AccountSuspension;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.rules.ActionOutcomes;
import org.pillarbox.actions.rules.AttachmentTypes;
import org.pillarbox.actions.rules.SenderAttributes;
import org.pillarbox.actions.rules.Verdicts;
import org.pillarbox.conditions.content.InspectionBounds;
import org.pillarbox.protection.admission.Admission;
import org.pillarbox.rulebook.attributes.AttributeStore;
import org.pillarbox.rulebook.attributes.CassandraAttributes;
import org.pillarbox.rulebook.attributes.KeptAttributes;
import org.pillarbox.rulebook.entrance.JmapSubmission;
import org.pillarbox.rulebook.entrance.RuleAdmission;
import org.pillarbox.rulebook.explaining.FactsByTime;
import org.pillarbox.rulebook.explaining.KeptFacts;
import org.pillarbox.rulebook.explaining.PastMail;
import org.pillarbox.rulebook.gathering.CassandraCorrespondents;
import org.pillarbox.rulebook.gathering.ContentReader;
import org.pillarbox.rulebook.gathering.DnsReverseNames;
import org.pillarbox.rulebook.gathering.InspectedContents;
import org.pillarbox.rulebook.gathering.InspectedTypes;
import org.pillarbox.rulebook.gathering.MemoryRates;
import org.pillarbox.rulebook.gathering.Parties;
import org.pillarbox.rulebook.gathering.RewriteGroups;
import org.pillarbox.rulebook.live.Current;
import org.pillarbox.rulebook.live.LiveRules;
import org.pillarbox.rulebook.live.RulesHealthCheck;
import org.pillarbox.rulebook.pipeline.LiveVerdicts;
import org.pillarbox.rulebook.pipeline.LoggedActions;
import org.pillarbox.rulebook.quarantine.QuarantineIndex;
import org.pillarbox.rulebook.quarantine.RepositoryQuarantine;
import org.pillarbox.rulebook.simulating.MailboxMessages;
import org.pillarbox.rulebook.simulating.StoredMessages;
import org.pillarbox.rulebook.suspension.SuspendedAccounts;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.versions.RuleSetChangedDto;
import org.pillarbox.rulebook.versions.RuleVersions;
import org.pillarbox.rulebook.versions.VersionContents;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.port.Groups;
import org.pillarbox.rules.port.KnownCorrespondents;
import org.pillarbox.rules.port.RateCounters;
import org.pillarbox.rules.port.ReverseNames;

/**
 * The rule set in its life.
 *
 * <p>Binds {@link Admission} (room protection asks it), {@link Quarantine}, {@link Verdicts} and
 * the other ports of the actions, the ports {@link Groups}, {@link KnownCorrespondents}, {@link
 * RateCounters} and {@link ReverseNames} of the rules, {@link LiveRules}, {@link BookCodec}; adds
 * its tables and its event to the sets that room storage reads.
 *
 * <p>Must be bound elsewhere: {@code CqlSession} and {@code EventStore} (room storage), {@code
 * MailQueueFactory} (room queue), {@code MailRepositoryStore}, {@code DomainList}, {@code
 * RecipientRewriteTable}, {@code UsersRepository}, {@code MailboxManager}, {@code
 * DeliveryProgress}, {@code Clock}. Is complete only together with {@link Overrides}, which has to
 * be given to {@code overrideWith}.
 */
public final class RulebookModule extends AbstractModule {
  private final RulebookConfiguration configuration;

  public RulebookModule(RulebookConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  protected void configure() {
    bind(RulebookConfiguration.class).toInstance(configuration);
    bind(BookCodec.class).toInstance(new BookCodec());
    bind(VersionContents.class).in(Scopes.SINGLETON);
    bind(RuleVersions.class).in(Scopes.SINGLETON);
    bind(LiveRules.class).in(Scopes.SINGLETON);
    bind(Parties.class).in(Scopes.SINGLETON);
    bind(Groups.class).to(RewriteGroups.class);
    bind(KnownCorrespondents.class).to(CassandraCorrespondents.class);
    bind(RateCounters.class).to(MemoryRates.class);
    bind(ReverseNames.class).to(DnsReverseNames.class);
    bind(ContentReader.class).to(InspectedContents.class);
    bind(InspectionBounds.class).toInstance(InspectionBounds.defaults());
    bind(Verdicts.class).to(LiveVerdicts.class);
    bind(ActionOutcomes.class).to(LoggedActions.class);
    bind(AttachmentTypes.class).to(InspectedTypes.class);
    bind(CassandraAttributes.class).in(Scopes.SINGLETON);
    bind(AttributeStore.class).to(CassandraAttributes.class);
    bind(SenderAttributes.class).to(KeptAttributes.class);
    bind(AccountSuspension.class).to(SuspendedAccounts.class);
    bind(KeptFacts.class).in(Scopes.SINGLETON);
    bind(FactsByTime.class).in(Scopes.SINGLETON);
    bind(PastMail.class).to(FactsByTime.class);
    bind(StoredMessages.class).to(MailboxMessages.class);
    Multibinder.newSetBinder(binder(), HealthCheck.class).addBinding().to(RulesHealthCheck.class);
    bind(RuleAdmission.class).in(Scopes.SINGLETON);
    bind(Admission.class).to(RuleAdmission.class);
    bind(QuarantineIndex.class).in(Scopes.SINGLETON);
    bind(Quarantine.class).to(RepositoryQuarantine.class);

    Multibinder<CassandraModule> tables = Multibinder.newSetBinder(binder(), CassandraModule.class);
    tables.addBinding().toInstance(VersionContents.TABLE);
    tables.addBinding().toInstance(QuarantineIndex.TABLE);
    tables.addBinding().toInstance(KeptFacts.TABLE);
    tables.addBinding().toInstance(FactsByTime.TABLE);
    tables.addBinding().toInstance(SuspendedAccounts.TABLE);
    tables.addBinding().toInstance(CassandraCorrespondents.TABLE);
    tables.addBinding().toInstance(CassandraAttributes.TABLE);
    Multibinder.newSetBinder(
            binder(), new TypeLiteral<EventDTOModule<? extends Event, ? extends EventDTO>>() {})
        .addBinding()
        .toInstance(RuleSetChangedDto.MODULE);
  }

  /** Lists of the set that holds now. */
  @Provides
  NamedLists lists(LiveRules rules) {
    return rules.current().map(Current::lists).orElseGet(NamedLists::none);
  }

  @ProvidesIntoSet
  InitializationOperation startRules(LiveRules rules) {
    return InitilizationOperationBuilder.forClass(LiveRules.class)
        .init(rules::start)
        .requires(List.of());
  }

  /** Puts {@link JmapSubmission} between James' JMAP and the spool. */
  public static final class Overrides extends AbstractModule {
    @Override
    protected void configure() {
      bind(Key.get(new TypeLiteral<MailQueueFactory<? extends MailQueue>>() {}))
          .to(JmapSubmission.class)
          .in(Scopes.SINGLETON);
    }
  }
}
