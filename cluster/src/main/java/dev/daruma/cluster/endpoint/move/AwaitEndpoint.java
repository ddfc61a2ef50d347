package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import java.time.Duration;

/** Nobody is pointed at an endpoint that does not serve him: he would call nobody from then on. */
record AwaitEndpoint(Site site, HostName host) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(10);

  void on(Work work) {
    work.until(
        "the API answers " + host + " at " + site.kubernetes().endpoint().server(),
        LIMIT,
        () -> {
          var answer = work.shell(host).run(EndpointAddress.answers(site), LOOK);
          return answer.succeeded() ? Seen.met(true) : Seen.notYet(answer.said());
        });
  }
}
