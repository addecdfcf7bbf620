package org.pillarbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MultimailboxesSearchQuery;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.SearchQuery.AddressType;
import org.apache.james.mailbox.model.SearchQuery.DateResolution;
import org.apache.james.mailbox.model.SearchQuery.Sort;
import org.apache.james.mailbox.model.SearchQuery.Sort.Order;
import org.apache.james.mailbox.model.SearchQuery.Sort.SortClause;
import org.apache.james.mailbox.model.SearchQuery.UidRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pillarbox.engines.OpenSearchEngine;
import org.pillarbox.engines.testing.OpenSearchExtension;
import reactor.core.publisher.Flux;

/** Each search key and each sort of James' model, against four messages on a real OpenSearch. */
@ExtendWith(OpenSearchExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("JavaUtilDate") // It is what James' model is made of.
class SearchKeysTest {
  private static final String LUNCH =
      """
      From: "Miller, Ada" <ada@example.org>
      To: bob@pillarbox.test
      Cc: carol@example.net
      Subject: Re: [office] Lunch on Friday
      Date: Fri, 10 Jan 2020 23:30:00 -0700
      Message-ID: <lunch.1@example.org>
      List-Id: The office <office.example.org>
      X-Mailer: pigeon post

      Shall we meet at the Obsidian Harbour?
      The second line follows at once.
      """;
  private static final String INVOICE =
      """
      From: =?UTF-8?B?SsO2cmcgV2Vpw58=?= <joerg@example.com>
      To: bob@pillarbox.test
      Bcc: dora@example.com
      Subject: =?ISO-8859-1?Q?Rechnung_f=FCr_die_Stra=DFe?=
      Date: Mon, 01 Jun 2015 08:00:00 +0000
      Message-ID: <invoice.2@example.com>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <html><style>.hidden{}</style><p>Gr=C3=BC=C3=9Fe<br>aus <b>M=C3=BCn</b>chen</p></html>
      --b
      Content-Type: text/csv; name="krakenledger.csv"
      Content-Disposition: attachment; filename="krakenledger.csv"

      id,note
      1,tundraspindle
      --b--
      """;
  private static final String MEETING =
      """
      From: 山田太郎 <taro@example.jp>
      To: "Bob" <bob@pillarbox.test>, erika@example.de
      Subject: 会議のお知らせ
      Date: Tue, 02 Feb 2021 10:00:00 +0900
      Message-ID: <meeting.3@example.jp>
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      来週の予算会議は東京で行います。
      """;
  private static final String FORWARD =
      """
      From: zoe@example.fr
      To: bob@pillarbox.test
      Subject: Fwd: what he wrote
      Message-ID: <forward.4@example.fr>
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      see below
      --b
      Content-Type: message/rfc822

      From: inner@example.org
      Subject: the inner subject
      X-Inner: not a header of this message

      cobaltferry inside
      --b--
      """;
  private static final long ONE = 1;
  private static final long TWO = 2;
  private static final long THREE = 3;
  private static final long FOUR = 4;

  private JamesWithIndex james;

  @BeforeAll
  void fillAMailbox(OpenSearchEngine.Endpoint openSearch) throws Exception {
    JamesWithIndex.Disk disk = JamesWithIndex.Disk.empty();
    james =
        new JamesWithIndex(
                JamesWithIndex.configuration(openSearch.uri().toString(), disk.alias()), disk)
            .started();
    james.createMailbox("INBOX");
    james.append("INBOX", LUNCH, new Flags(Flags.Flag.SEEN), Instant.parse("2024-03-01T10:00:00Z"));
    Flags keywords = new Flags("$Forwarded");
    keywords.add(Flags.Flag.FLAGGED);
    james.append("INBOX", INVOICE, keywords, Instant.parse("2024-03-02T00:00:00Z"));
    james.append(
        "INBOX", MEETING, new Flags(Flags.Flag.ANSWERED), Instant.parse("2024-03-02T23:59:59Z"));
    james.append(
        "INBOX", FORWARD, new Flags(Flags.Flag.DRAFT), Instant.parse("2024-03-03T00:00:00Z"));
    james.awaitIndexed();
  }

  @AfterAll
  void close() throws Exception {
    james.close();
  }

  private List<Long> found(SearchQuery.Criterion... criteria) throws Exception {
    return james.search("INBOX", criteria);
  }

  @ParameterizedTest
  @CsvSource({
    "obsidian harbour,1",
    "SIDIAN HARB,1",
    "harbour? the second,1",
    "grüße,2",
    "GRUSSE,2",
    "münchen,2",
    "munchen,2",
    "tundraspindle,2",
    "予算会議,3",
    "会議,3",
    "東,3",
    "cobaltferry,4",
    "the inner subject,4"
  })
  void bodyFindsAnySubstring(String text, long uid) throws Exception {
    assertThat(found(SearchQuery.bodyContains(text))).containsExactly(uid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hidden", "lunch", "krakenledger", "ada@example.org", "not a header", "nowhere"})
  void bodyFindsNothingThatIsNotInTheBody(String text) throws Exception {
    assertThat(found(SearchQuery.bodyContains(text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pigeon post,1",
    "obsidian,1",
    "krakenledger.csv,2",
    "tundraspindle,2",
    "für die straße,2",
    "お知らせ,3",
    "cobaltferry,4"
  })
  void textFindsHeadersBodyAndAttachmentNames(String text, long uid) throws Exception {
    assertThat(found(SearchQuery.mailContains(text))).containsExactly(uid);
  }

  @Test
  void subjectIsASubstringToo() throws Exception {
    assertThat(found(SearchQuery.subject("rechnung für"))).containsExactly(TWO);
    assertThat(found(SearchQuery.subject("会議"))).containsExactly(THREE);
    assertThat(found(SearchQuery.subject("inner"))).isEmpty();
  }

  @Test
  void addressesAreFoundByNameAddressAndPartsOfThem() throws Exception {
    assertThat(found(SearchQuery.address(AddressType.From, "miller, ada"))).containsExactly(ONE);
    assertThat(found(SearchQuery.address(AddressType.From, "jörg weiß"))).containsExactly(TWO);
    assertThat(found(SearchQuery.address(AddressType.From, "@example.jp"))).containsExactly(THREE);
    assertThat(found(SearchQuery.address(AddressType.From, "example")))
        .containsExactly(ONE, TWO, THREE, FOUR);
    assertThat(found(SearchQuery.address(AddressType.To, "erika"))).containsExactly(THREE);
    assertThat(found(SearchQuery.address(AddressType.Cc, "carol"))).containsExactly(ONE);
    assertThat(found(SearchQuery.address(AddressType.Bcc, "dora"))).containsExactly(TWO);
    assertThat(found(SearchQuery.address(AddressType.Cc, "dora"))).isEmpty();
  }

  @Test
  void anyHeaderIsFoundByItsNameAndByItsValue() throws Exception {
    assertThat(found(SearchQuery.headerExists("List-ID"))).containsExactly(ONE);
    assertThat(found(SearchQuery.headerExists("X-Inner"))).isEmpty();
    assertThat(found(SearchQuery.headerContains("list-id", "OFFICE.example"))).containsExactly(ONE);
    assertThat(found(SearchQuery.headerContains("X-Mailer", "geon po"))).containsExactly(ONE);
    assertThat(found(SearchQuery.headerContains("Subject", "lunch"))).containsExactly(ONE);
    assertThat(found(SearchQuery.headerContains("Message-ID", "forward.4"))).containsExactly(FOUR);
  }

  @Test
  void aValueDoesNotCountForAnotherHeader() throws Exception {
    assertThat(found(SearchQuery.headerContains("List-Id", "pigeon"))).isEmpty();
    assertThat(found(SearchQuery.headerContains("X-Mailer", "office"))).isEmpty();
  }

  @Test
  void sentDatesDisregardTimeAndZone() throws Exception {
    Date tenth = Date.from(Instant.parse("2020-01-10T00:00:00Z"));
    assertThat(found(SearchQuery.sentDateOn(tenth, DateResolution.Day))).containsExactly(ONE);
    assertThat(found(SearchQuery.sentDateBefore(tenth, DateResolution.Day))).containsExactly(TWO);
    assertThat(found(SearchQuery.sentDateAfter(tenth, DateResolution.Day))).containsExactly(THREE);
  }

  @Test
  void internalDatesGoFromMidnightToMidnight() throws Exception {
    Date second = Date.from(Instant.parse("2024-03-02T00:00:00Z"));
    assertThat(found(SearchQuery.internalDateOn(second, DateResolution.Day)))
        .containsExactly(TWO, THREE);
    assertThat(found(SearchQuery.internalDateBefore(second, DateResolution.Day)))
        .containsExactly(ONE);
    assertThat(found(SearchQuery.internalDateAfter(second, DateResolution.Day)))
        .containsExactly(FOUR);
    assertThat(found(SearchQuery.internalDateAfter(second, DateResolution.Second)))
        .containsExactly(THREE, FOUR);
    assertThat(found(SearchQuery.internalDateOn(second, DateResolution.Month)))
        .containsExactly(ONE, TWO, THREE, FOUR);
  }

  @Test
  void saveDatesAreThoseOfTheAppend() throws Exception {
    Date now = new Date();
    assertThat(found(SearchQuery.saveDateAfter(now, DateResolution.Day))).isEmpty();
    assertThat(found(SearchQuery.saveDateBefore(now, DateResolution.Year))).isEmpty();
    assertThat(found(SearchQuery.saveDateOn(now, DateResolution.Year))).hasSize(4);
    assertThat(found(SearchQuery.saveDateSupported())).hasSize(4);
  }

  @Test
  void sizesCompare() throws Exception {
    long size = LUNCH.replace("\n", "\r\n").length();
    assertThat(found(SearchQuery.sizeEquals(size))).containsExactly(ONE);
    assertThat(found(SearchQuery.sizeGreaterThan(size - 1))).contains(ONE, TWO);
    assertThat(found(SearchQuery.sizeLessThan(size))).doesNotContain(ONE, TWO);
  }

  @Test
  void flagsAndKeywordsAreFound() throws Exception {
    assertThat(found(SearchQuery.flagIsSet(Flags.Flag.SEEN))).containsExactly(ONE);
    assertThat(found(SearchQuery.flagIsUnSet(Flags.Flag.SEEN))).containsExactly(TWO, THREE, FOUR);
    assertThat(found(SearchQuery.flagIsSet(Flags.Flag.FLAGGED))).containsExactly(TWO);
    assertThat(found(SearchQuery.flagIsSet(Flags.Flag.ANSWERED))).containsExactly(THREE);
    assertThat(found(SearchQuery.flagIsSet(Flags.Flag.DRAFT))).containsExactly(FOUR);
    assertThat(found(SearchQuery.flagIsSet(Flags.Flag.DELETED))).isEmpty();
    assertThat(found(SearchQuery.flagIsSet("$forwarded"))).containsExactly(TWO);
    assertThat(found(SearchQuery.flagIsUnSet("$Forwarded"))).containsExactly(ONE, THREE, FOUR);
  }

  @Test
  void recentIsWhatTheSessionSays() throws Exception {
    SearchQuery query =
        SearchQuery.builder()
            .andCriteria(SearchQuery.flagIsSet(Flags.Flag.RECENT))
            .addRecentMessageUids(List.of(MessageUid.of(2), MessageUid.of(3), MessageUid.of(9)))
            .build();
    assertThat(james.search("INBOX", query)).containsExactly(TWO, THREE);
    assertThat(found(SearchQuery.flagIsSet(Flags.Flag.RECENT))).isEmpty();
  }

  @Test
  void uidsAreFoundBySinglesAndRanges() throws Exception {
    UidRange single = new UidRange(MessageUid.of(1));
    UidRange open = new UidRange(MessageUid.of(3), MessageUid.MAX_VALUE);
    assertThat(found(SearchQuery.uid(single, open))).containsExactly(ONE, THREE, FOUR);
    assertThat(found(SearchQuery.uid())).isEmpty();
  }

  @Test
  void modSeqsCompare() throws Exception {
    long highest = highestModSeq();
    assertThat(found(SearchQuery.modSeqEquals(highest))).hasSize(1);
    assertThat(found(SearchQuery.modSeqLessThan(highest))).hasSize(3);
    assertThat(found(SearchQuery.modSeqGreaterThan(highest))).isEmpty();
  }

  private long highestModSeq() throws Exception {
    return james
        .mailbox("INBOX")
        .getMetaData(
            MessageManager.MailboxMetaData.RecentMode.IGNORE,
            james.session,
            MessageManager.MailboxMetaData.FetchGroup.NO_COUNT)
        .getHighestModSeq()
        .asLong();
  }

  @Test
  void idsAreFoundWhole() throws Exception {
    MessageId id =
        Flux.from(
                james
                    .mailbox("INBOX")
                    .listMessagesMetadata(MessageRange.one(MessageUid.of(2)), james.session))
            .map(message -> message.getComposedMessageId().getMessageId())
            .blockFirst();
    assertThat(found(SearchQuery.hasMessageId(id))).containsExactly(TWO);
    assertThat(found(SearchQuery.mimeMessageID("<lunch.1@example.org>"))).containsExactly(ONE);
    assertThat(found(SearchQuery.mimeMessageID("lunch.1@example.org"))).containsExactly(ONE);
    assertThat(
            found(
                SearchQuery.threadId(
                    org.apache.james.mailbox.model.ThreadId.fromBaseMessageId(id))))
        .containsExactly(TWO);
  }

  @Test
  void attachmentsAreFoundByPresenceNameAndText() throws Exception {
    assertThat(found(SearchQuery.hasAttachment())).contains(TWO).doesNotContain(ONE, THREE);
    assertThat(found(SearchQuery.hasNoAttachment())).contains(ONE, THREE).doesNotContain(TWO);
    assertThat(found(SearchQuery.attachmentFileName("krakenledger"))).containsExactly(TWO);
    assertThat(found(SearchQuery.attachmentContains("tundraspindle"))).containsExactly(TWO);
    assertThat(found(SearchQuery.attachmentContains("grüße"))).isEmpty();
  }

  @Test
  void andOrAndNotCombine() throws Exception {
    SearchQuery.Criterion lunch = SearchQuery.subject("lunch");
    SearchQuery.Criterion seen = SearchQuery.flagIsSet(Flags.Flag.SEEN);
    SearchQuery.Criterion draft = SearchQuery.flagIsSet(Flags.Flag.DRAFT);
    assertThat(found(SearchQuery.and(lunch, seen))).containsExactly(ONE);
    assertThat(found(SearchQuery.and(lunch, draft))).isEmpty();
    assertThat(found(SearchQuery.or(lunch, draft))).containsExactly(ONE, FOUR);
    assertThat(found(SearchQuery.not(lunch))).containsExactly(TWO, THREE, FOUR);
    assertThat(found(SearchQuery.not(List.of(lunch, draft)))).containsExactly(TWO, THREE);
    assertThat(found(SearchQuery.all())).containsExactly(ONE, TWO, THREE, FOUR);
  }

  @ParameterizedTest
  @CsvSource({
    "Arrival,1 2 3 4",
    "SentDate,2 1 3 4",
    "Uid,1 2 3 4",
    "BaseSubject,1 2 4 3",
    "MailboxFrom,1 2 3 4",
    "MailboxTo,1 2 3 4",
    "MailboxCc,2 3 4 1"
  })
  void everySortClauseSortsBothWays(SortClause clause, String expected) throws Exception {
    List<Long> uids = List.of(expected.split(" ")).stream().map(Long::valueOf).toList();
    assertThat(sorted(clause, Order.NATURAL)).containsExactlyElementsOf(uids);
    if (clause != SortClause.MailboxTo && clause != SortClause.MailboxCc) {
      List<Long> reversed = new java.util.ArrayList<>(uids);
      java.util.Collections.reverse(reversed);
      assertThat(sorted(clause, Order.REVERSE)).containsExactlyElementsOf(reversed);
    }
  }

  @Test
  void sizesAndIdsSort() throws Exception {
    assertThat(sorted(SortClause.Size, Order.REVERSE).get(0)).isEqualTo(TWO);
    assertThat(sorted(SortClause.Id, Order.NATURAL)).hasSize(4);
  }

  private List<Long> sorted(SortClause clause, Order order) throws Exception {
    return james.search(
        "INBOX",
        SearchQuery.builder()
            .andCriteria(SearchQuery.all())
            .sorts(new Sort(clause, order))
            .build());
  }

  @Test
  void severalMailboxesAreSearchedAtOnceUpToALimit() throws Exception {
    james.createMailbox("Other");
    james.append("Other", LUNCH);
    james.awaitIndexed();
    MailboxId inbox = james.mailbox("INBOX").getId();
    MailboxId other = james.mailbox("Other").getId();
    SearchQuery lunch = SearchQuery.of(SearchQuery.subject("lunch"));

    assertThat(count(lunch, 10, inbox, other)).isEqualTo(2);
    assertThat(count(lunch, 1, inbox, other)).isEqualTo(1);
    assertThat(count(lunch, 10, other)).isEqualTo(1);
  }

  private long count(SearchQuery query, long limit, MailboxId... mailboxes) throws Exception {
    return Flux.from(
            james.manager.search(
                MultimailboxesSearchQuery.from(query).inMailboxes(mailboxes).build(),
                james.session,
                limit))
        .count()
        .blockOptional()
        .orElse(0L);
  }
}
