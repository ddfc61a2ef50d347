package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Output;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is decided on the operator's side; that sshd and ssh understand each other the lab shows.
 */
class FetchBundleTest {
  private static final HostName MASTER = new HostName("master01");
  private static final HostName NODE = new HostName("node01");
  private static final Output DONE = new Output(0, "", "");
  private static final String KEY =
      "echo '/run/daruma/fetch.a1B2c3D4 ssh-ed25519 AAAAC3NzaReceiver'";
  private static final String SERVED = "echo '20123 ssh-ed25519 AAAAC3NzaSeed'";

  @TempDir private Path folder = Path.of("");

  private FakeWork fetched(String atNode, String atMaster, Output answer) throws Exception {
    Site site = SmallBundle.site(folder);
    FakeWork work = new FakeWork(answer);
    work.holds(NODE, atNode);
    work.holds(MASTER, atMaster);
    new FetchBundle(site.host(NODE), site.host(MASTER), SmallBundle.in(folder)).run(work);
    return work;
  }

  @Test
  void theReceiverFetchesItsFilesFromTheOtherHostAndTheOperatorSendsNothing() throws Exception {
    FakeWork work = fetched(KEY, SERVED, DONE);
    assertThat(work.fed).isEmpty();
    assertThat(work.said).isEmpty();
    assertThat(work.heldAt(MASTER))
        .contains(
            "printf '%s\\n' 'apt/kubeadm.deb' 'images/pause.tar' >\"$seed/files\"",
            "restrict,command=", "'ssh-ed25519 AAAAC3NzaReceiver'", "'192.0.2.11'")
        .doesNotContain("etcd");
    assertThat(work.ran)
        .singleElement()
        .asString()
        .contains(
            "'192.0.2.11' '20123' 'ssh-ed25519 AAAAC3NzaSeed' >'/run/daruma/fetch.a1B2c3D4/known_hosts'",
            "-i '/run/daruma/fetch.a1B2c3D4/key'",
            "'root@192.0.2.11' </dev/null | tar -xf -",
            "sha256sum --quiet -c -",
            "  apt/kubeadm.deb\n");
    assertThat(work.isEverythingLetGo()).isTrue();
  }

  @Test
  void whatCannotBeFetchedIsSentFromHere() throws Exception {
    FakeWork refused = fetched(KEY, "echo 'no sshd here' >&2; exit 1", DONE);
    assertThat(refused.said)
        .containsExactly("master01 cannot give it (master01: no sshd here); sending it from here");
    assertThat(refused.fed).containsExactly(NODE);
    assertThat(refused.isEverythingLetGo()).isTrue();

    FakeWork closedPort =
        fetched(KEY, SERVED, new Output(1, "", "connect: no route\ntar: empty\n"));
    assertThat(closedPort.said)
        .containsExactly(
            "master01 cannot give it (connect: no route; tar: empty); sending it from here");
    assertThat(closedPort.fed).containsExactly(NODE);
    assertThat(closedPort.isEverythingLetGo()).isTrue();
  }

  @Test
  void noAnswerOfOneHostIsTakenForMoreThanAKeyOnTheOther() throws Exception {
    for (String odd :
        List.of(
            "echo '/run/daruma/fetch.x ssh-ed25519 AAAA\",pty ssh-ed25519 BBBB'",
            "echo '/etc/x ssh-ed25519 AAAA'",
            "echo hello")) {
      FakeWork work = fetched(odd, SERVED, DONE);
      assertThat(work.fed).containsExactly(NODE);
      assertThat(work.ran).isEmpty();
    }
    assertThat(fetched(KEY, "echo '20123 ssh-rsa AAAA'", DONE).ran).isEmpty();
  }

  @Test
  void aFullDiskIsNotTriedTwice() {
    Problem problem =
        catchThrowableOfType(
                ProblemException.class,
                () ->
                    fetched(
                        KEY,
                        SERVED,
                        new Output(1, "", "tar: x: Cannot write: No space left on device\n")))
            .problem();
    assertThat(problem.code()).isEqualTo(Problem.Code.DISK_FULL);
    assertThat(problem.text()).contains("node01: fetch the bundle to ", "make room on node01");
  }
}
