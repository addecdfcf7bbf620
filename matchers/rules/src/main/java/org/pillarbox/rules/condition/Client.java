package org.pillarbox.rules.condition;

import java.net.InetAddress;
import java.util.List;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.Network;

/**
 * Address of the client.
 *
 * @param network one of these networks
 * @param list named lists of networks
 */
@Described(
    name = "client",
    meaning = "Address of the client.",
    example = "{network: [192.0.2.0/24, 2001:db8::/32], list: [offices]}")
public record Client(
    @Param("one of these networks or addresses") List<Network> network,
    @Param("it is in one of these named lists of networks") List<String> list)
    implements Condition {
  public Client {
    network = Bounds.count("network", network);
    list = Bounds.texts("list", list);
    if (network.isEmpty() && list.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare with: network or list is expected");
    }
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    return facts
        .session()
        .client()
        .answer(
            client -> {
              Answer answer = Answer.of(network.stream().anyMatch(one -> one.contains(client)));
              for (String name : list) {
                answer =
                    answer.or(
                        lists
                            .find(name)
                            .map(found -> Answer.of(found.containsClient(client, facts.at())))
                            .orElse(Answer.UNKNOWN));
              }
              return answer;
            });
  }

  @Override
  public String seen(Facts facts) {
    return Seen.of(facts.session().client().map(InetAddress::getHostAddress));
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
