package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policies allow what our code calls, and nothing else. */
class TerraformRightsTest {
  private static final Map<String, String> SERVICES =
      Map.of(
          "software.amazon.awssdk.services.sqs.SqsClient", "sqs",
          "software.amazon.awssdk.services.autoscaling.AutoScalingClient", "autoscaling");

  /** What clients have besides operations. */
  private static final Set<String> NO_OPERATIONS =
      Set.of("builder", "create", "close", "serviceName", "serviceClientConfiguration");

  /** Asked for no call of ours: SQS takes a key's rights from who reads and writes. */
  private static final Set<String> OF_A_KEY = Set.of("kms:Decrypt", "kms:GenerateDataKey");

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("nomadops.drainer", "nomadops.autoscaler");

  @Test
  void theDrainersTwoPoliciesAreWhatItCalls() {
    Hcl documents = documents("asg-lifecycle", "iam.tf");
    Set<String> allowed = actions(documents.block("drainer"));
    allowed.removeAll(OF_A_KEY);
    Set<String> self = actions(documents.block("self"));
    Set<String> both = new TreeSet<>(allowed);
    both.addAll(self);
    assertThat(both).isEqualTo(calls("nomadops.drainer"));
    // Only the instance itself has to ask which group it is in, and it reads no queue.
    assertThat(allowed).doesNotContain("autoscaling:DescribeAutoScalingInstances");
    assertThat(self).noneMatch(action -> action.startsWith("sqs:"));
  }

  @Test
  void theAutoscalersPolicyIsWhatItCalls() {
    assertThat(actions(documents("autoscaler-iam", "main.tf").block("autoscaler")))
        .isEqualTo(calls("nomadops.autoscaler"));
  }

  @Test
  void whatChangesAGroupIsAllowedOnItsGroupsAlone() {
    List<Hcl> statements = new ArrayList<>();
    statements.addAll(statements(documents("asg-lifecycle", "iam.tf").block("drainer")));
    statements.addAll(statements(documents("asg-lifecycle", "iam.tf").block("self")));
    statements.addAll(statements(documents("autoscaler-iam", "main.tf").block("autoscaler")));
    assertThat(statements)
        .hasSizeGreaterThan(8)
        .allSatisfy(statement -> {
          boolean reads =
              statement.texts("actions").stream()
                  .allMatch(action -> action.startsWith("autoscaling:Describe"));
          assertThat(statement.texts("resources").contains("*")).isEqualTo(reads);
        });
  }

  @Test
  void theAutoscalersDocumentHasTheSamePolicy() {
    String page =
        TerraformModule.read(TerraformModule.FOLDER.resolve("../../docs/autoscaler-targets.md"));
    assertThat(calls("nomadops.autoscaler"))
        .allSatisfy(action -> assertThat(page).contains("\"" + action + "\""));
  }

  private static Hcl documents(String module, String file) {
    return TerraformModule.named(module).file(file).block("data").block("aws_iam_policy_document");
  }

  private static List<Hcl> statements(Hcl document) {
    List<Hcl> all = new ArrayList<>(document.blocks("statement"));
    document.block("dynamic").blocks("statement").stream()
        .map(dynamic -> dynamic.block("content"))
        .forEach(all::add);
    return all;
  }

  private static Set<String> actions(Hcl document) {
    return statements(document).stream()
        .flatMap(statement -> statement.texts("actions").stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> calls(String prefix) {
    return CODE.stream()
        .filter(one -> one.getPackageName().startsWith(prefix))
        .flatMap(one -> one.getMethodCallsFromSelf().stream())
        .filter(call -> SERVICES.containsKey(call.getTargetOwner().getName()))
        .filter(call -> !NO_OPERATIONS.contains(call.getName()))
        .map(TerraformRightsTest::action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** IAM knows batches by the name of the single operation, and pages by that of the whole. */
  private static String action(JavaMethodCall call) {
    String name = call.getName().replaceFirst("(Batch|Paginator)$", "");
    return SERVICES.get(call.getTargetOwner().getName())
        + ":"
        + Character.toUpperCase(name.charAt(0))
        + name.substring(1);
  }
}
