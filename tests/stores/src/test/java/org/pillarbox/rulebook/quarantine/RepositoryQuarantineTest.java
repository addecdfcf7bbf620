package org.pillarbox.rulebook.quarantine;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pillarbox.actions.Quarantine;
import org.pillarbox.actions.testing.QuarantineContract;
import org.pillarbox.engines.CassandraEngine;
import org.pillarbox.engines.testing.CassandraExtension;
import org.pillarbox.rulebook.RulebookConfiguration;
import org.pillarbox.storage.testing.Keyspace;

@ExtendWith(CassandraExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoryQuarantineTest implements QuarantineContract {
  private Keyspace keyspace;
  private RepositoryQuarantine quarantine;

  @BeforeAll
  void connect(CassandraEngine.Endpoint cassandra) {
    keyspace = Keyspace.with(cassandra, "quarantine", QuarantineIndex.TABLE);
  }

  @BeforeEach
  void nothingHeld() {
    quarantine =
        new RepositoryQuarantine(
            new OneRepository(),
            new QuarantineIndex(keyspace.session()),
            new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory()),
            RulebookConfiguration.defaults(Path.of("unused")),
            Clock.systemUTC());
  }

  @AfterAll
  void close() {
    keyspace.close();
  }

  @Override
  public Quarantine quarantine() {
    return quarantine;
  }

  @Override
  public MailImpl released(String number) throws Exception {
    return (MailImpl) quarantine.read(number).orElseThrow();
  }

  @Override
  public Quarantine.Holding holding(String number) throws Exception {
    HeldMessage held = quarantine.find(number).orElseThrow();
    List<MailAddress> recipients = new ArrayList<>();
    for (String recipient : held.recipients()) {
      recipients.add(new MailAddress(recipient));
    }
    return new Quarantine.Holding(
        held.kind(), held.reason(), held.rule(), held.version(), recipients);
  }

  /** The one that the quarantine asks for; where the messages are is James' part. */
  private static final class OneRepository implements MailRepositoryStore {
    private final MailRepository repository = new MemoryMailRepository();

    @Override
    public MailRepository select(MailRepositoryUrl url) {
      return repository;
    }

    @Override
    public Optional<Protocol> defaultProtocol() {
      return Optional.empty();
    }

    @Override
    public Optional<MailRepository> get(MailRepositoryUrl url) {
      return Optional.of(repository);
    }

    @Override
    public Stream<MailRepository> getByPath(MailRepositoryPath path) {
      return Stream.of(repository);
    }

    @Override
    public Stream<MailRepositoryUrl> getUrls() {
      return Stream.of(RepositoryQuarantine.URL);
    }
  }
}
