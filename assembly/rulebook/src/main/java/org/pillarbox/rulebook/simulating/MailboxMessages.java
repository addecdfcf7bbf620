package org.pillarbox.rulebook.simulating;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxMetaData;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.pillarbox.rulebook.versions.RuleStoreException;
import reactor.core.publisher.Flux;

/** Messages of James' mailboxes. */
public final class MailboxMessages implements StoredMessages {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** What lies there was not brought to the user. */
  private static final Set<String> OWN = Set.of("sent", "drafts", "outbox", "templates");

  private final MailboxManager mailboxes;
  private final UsersRepository users;

  @Inject
  public MailboxMessages(MailboxManager mailboxes, UsersRepository users) {
    this.mailboxes = mailboxes;
    this.users = users;
  }

  @Override
  public Folders of(Username user, Optional<String> folder) {
    try {
      if (!users.contains(user)) {
        throw new IllegalArgumentException(
            "user '" + user.asString() + "': an account of ours is expected");
      }
    } catch (UsersRepositoryException e) {
      throw new RuleStoreException("users can't be read", e);
    }
    MailboxSession session = mailboxes.createSystemSession(user);
    List<MailboxMetaData> found = folders(folder, session);
    return reader -> show(found, session, reader);
  }

  private void show(
      List<MailboxMetaData> folders, MailboxSession session, Predicate<Stored> reader) {
    try {
      for (MailboxMetaData folder : folders) {
        if (!show(folder, session, reader)) {
          return;
        }
      }
    } catch (MailboxException | IOException e) {
      throw new RuleStoreException("stored mail can't be read", e);
    } finally {
      mailboxes.endProcessingRequest(session);
    }
  }

  private List<MailboxMetaData> folders(Optional<String> folder, MailboxSession session) {
    List<MailboxMetaData> all =
        mailboxes
            .search(
                MailboxQuery.privateMailboxesBuilder(session).build(),
                MailboxManager.MailboxSearchFetchType.Minimal,
                session)
            .collectList()
            .blockOptional(ANSWER)
            .orElseGet(List::of);
    List<MailboxMetaData> wanted =
        all.stream()
            .filter(
                one ->
                    folder
                        .map(name -> name.equalsIgnoreCase(one.getPath().getName()))
                        .orElse(!OWN.contains(one.getPath().getName().toLowerCase(Locale.ROOT))))
            .sorted(
                Comparator.<MailboxMetaData, Boolean>comparing(one -> !one.getPath().isInbox())
                    .thenComparing(one -> one.getPath().getName()))
            .toList();
    if (wanted.isEmpty() && folder.isPresent()) {
      throw new IllegalArgumentException(
          "folder '" + folder.get() + "': a folder of this user is expected");
    }
    return wanted;
  }

  private boolean show(MailboxMetaData folder, MailboxSession session, Predicate<Stored> reader)
      throws MailboxException, IOException {
    MessageManager manager = mailboxes.getMailbox(folder.getId(), session);
    List<MessageUid> newestFirst =
        Flux.from(manager.search(SearchQuery.matchAll(), session))
            .sort(Comparator.reverseOrder())
            .collectList()
            .blockOptional(ANSWER)
            .orElseGet(List::of);
    for (MessageUid uid : newestFirst) {
      Iterator<MessageResult> found =
          manager.getMessages(MessageRange.one(uid), FetchGroup.FULL_CONTENT, session);
      // It may have been removed meanwhile.
      if (found.hasNext() && !reader.test(stored(folder, found.next()))) {
        return false;
      }
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }

  private static Stored stored(MailboxMetaData folder, MessageResult message)
      throws MailboxException, IOException {
    try (InputStream content = message.getFullContent().getInputStream()) {
      return new Stored(
          folder.getPath().getName() + "/" + message.getUid().asLong(),
          message.getInternalDate().toInstant(),
          new String(content.readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }
}
