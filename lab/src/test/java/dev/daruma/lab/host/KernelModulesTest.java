package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelModulesTest {

  @Test
  void listsWhatTheKernelWasBuiltWith() {
    assertThat(
            KernelModules.builtin(
                """
                CONFIG_OVERLAY_FS=y
                CONFIG_BRIDGE_NETFILTER=y
                CONFIG_VXLAN=m
                # CONFIG_IP_VS is not set
                """,
                "",
                ""))
        .isEqualTo(
            """
            kernel/fs/overlayfs/overlay.ko
            kernel/net/bridge/br_netfilter.ko
            """);
  }

  @Test
  void listsWhatTheMachineHasLoaded() {
    assertThat(
            KernelModules.builtin(
                "", "br_netfilter 32768 0 - Live 0x0\nxt_mark 16384 1 - Live 0x0\n", ""))
        .isEqualTo("kernel/net/bridge/br_netfilter.ko\n");
  }

  @Test
  void listsWhatTheMachineListsAsBuiltIn() {
    assertThat(KernelModules.builtin("", "", "kernel/fs/fuse/fuse.ko\nkernel/fs/ext4/ext4.ko\n"))
        .isEqualTo("kernel/fs/fuse/fuse.ko\n");
  }

  @Test
  void claimsNothingThatIsNotThere() {
    assertThat(KernelModules.builtin("", "", "")).isEmpty();
  }
}
