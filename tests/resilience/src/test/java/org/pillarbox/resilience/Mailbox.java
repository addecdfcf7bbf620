package org.pillarbox.resilience;

import com.sun.mail.iap.ProtocolException;
import com.sun.mail.imap.IMAPFolder;
import com.sun.mail.imap.IMAPStore;
import com.sun.mail.imap.protocol.IMAPProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.mail.FetchProfile;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Quota;
import javax.mail.Session;
import javax.mail.search.SearchException;
import javax.mail.search.SubjectTerm;

/** What a user sees of the mailbox over IMAPS: the other side of the ledger. */
final class Mailbox {
  private static final String PATIENCE = "20000";

  private final int port;
  private final String user;
  private final String password;

  Mailbox(int port, String user, String password) {
    this.port = port;
    this.user = user;
    this.password = password;
  }

  /** Subjects of all messages, in order, doubles included. */
  List<String> subjects() throws MessagingException {
    try (IMAPStore store = connect();
        Folder inbox = open(store)) {
      Message[] messages = inbox.getMessages();
      FetchProfile envelopes = new FetchProfile();
      envelopes.add(FetchProfile.Item.ENVELOPE);
      inbox.fetch(messages, envelopes);
      List<String> subjects = new ArrayList<>();
      for (Message message : messages) {
        subjects.add(message.getSubject());
      }
      return subjects;
    }
  }

  /** How many messages the search index finds by a word of their subject. */
  int found(String word) throws MessagingException {
    try (IMAPStore store = connect();
        IMAPFolder inbox = open(store)) {
      // Not Folder.search, which searches by itself where the server can't.
      return ((int[]) inbox.doCommand(server -> asked(server, word))).length;
    }
  }

  private static int[] asked(IMAPProtocol server, String word) throws ProtocolException {
    try {
      return server.search(new SubjectTerm(word));
    } catch (SearchException e) {
      throw new ProtocolException("The client can't ask for " + word, e);
    }
  }

  /** How many messages the quota counts. */
  long counted() throws MessagingException {
    try (IMAPStore store = connect()) {
      for (Quota quota : store.getQuota("INBOX")) {
        for (Quota.Resource resource : quota.resources) {
          if (resource.name.equals("MESSAGE")) {
            return resource.usage;
          }
        }
      }
      return -1;
    }
  }

  private static IMAPFolder open(IMAPStore store) throws MessagingException {
    IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
    inbox.open(Folder.READ_ONLY);
    return inbox;
  }

  private IMAPStore connect() throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.trust", "*");
    properties.put("mail.imaps.ssl.checkserveridentity", "false");
    properties.put("mail.imaps.connectiontimeout", PATIENCE);
    properties.put("mail.imaps.timeout", PATIENCE);
    IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore("imaps");
    store.connect("127.0.0.1", port, user, password);
    return store;
  }
}
