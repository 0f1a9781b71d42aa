import java.util.concurrent.TimeUnit;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch node on 127.0.0.1, which ends when the process with this id has ended. */
public class OpenSearchNode {
    /** Arguments: folder, HTTP port, transport port, process id. */
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("http.port", arguments[1]);
            settings.put("transport.port", arguments[2]);
            settings.put("node.name", "node-1");
            settings.putList("cluster.initial_cluster_manager_nodes", "node-1");
            settings.put("discovery.type", "zen");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
            settings.put("cluster.max_shards_per_node", 20000);
            settings.put("indices.query.bool.max_clause_count", 100000);
        });
        runner.build(OpenSearchRunner.newConfigs()
            .clusterName("dateline-tests").numOfNode(1).basePath(arguments[0]));
        ProcessHandle parent = ProcessHandle.of(Long.parseLong(arguments[3])).orElse(null);
        while (parent != null && parent.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(300);
        }
        Runtime.getRuntime().halt(0);
    }
}
